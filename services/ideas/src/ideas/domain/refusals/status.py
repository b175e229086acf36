"""What the state of an idea does not allow."""

from __future__ import annotations

from collections.abc import Iterable

from ideas.domain.refusals.words import STATUSES
from shared.errors import Conflict, Text


class WrongStatus(Conflict):
    """The step does not follow from the present status."""

    slug = "wrong-status"
    title = Text("Not possible in this status", "Impossible dans ce statut", "In diesem Status nicht möglich")
    advice = Text(
        "The idea is “{status}”; this step needs: {needed}.",
        "L'idée est « {status} » ; cette étape demande : {needed}.",
        "Die Idee ist „{status}“; dieser Schritt braucht: {needed}.",
    )

    def __init__(self, status: str, needed: Iterable[str]) -> None:
        super().__init__(status=STATUSES[status], needed=Text.listed(STATUSES[each] for each in sorted(needed)))


class ConsultationOpen(Conflict):
    """Nothing but a refusal is decided while a mandatory case is open (invariant 1)."""

    slug = "consultation-open"
    title = Text("Consultation still open", "Consultation encore ouverte", "Beteiligung noch offen")
    advice = Text(
        "A duty to consult is still open towards: {bodies}. Until those cases are closed the idea can only be declined.",
        "Une consultation est encore due à : {bodies}. Jusqu'à la clôture de ces dossiers, l'idée ne peut qu'être rejetée.",
        "Eine Beteiligung ist noch offen gegenüber: {bodies}. Bis diese Fälle geschlossen sind, kann die Idee nur abgelehnt werden.",
    )


class ContestOpen(Conflict):
    """No decision while a body's objection to the screening is unanswered."""

    slug = "contest-open"
    title = Text("The screening is contested", "L'examen d'impact est contesté", "Die Folgenprüfung ist bestritten")
    advice = Text(
        "A body says that the impact screen overlooked a right. Screen the impact again first.",
        "Une instance estime que la grille d'impact a oublié un droit. Refaites d'abord l'examen.",
        "Ein Gremium sagt, dass die Folgenprüfung ein Recht übersah. Prüfen Sie zuerst noch einmal.",
    )


class NothingToContest(Conflict):
    """Only the finding that nobody need be heard is contested."""

    slug = "nothing-to-contest"
    title = Text("Nothing to contest", "Rien à contester", "Nichts zu bestreiten")
    advice = Text(
        "The idea is “{status}”, and no screening says that nobody need be heard.",
        "L'idée est « {status} » et aucun examen ne dispense d'une consultation.",
        "Die Idee ist „{status}“, und keine Prüfung sagt, dass niemand zu beteiligen ist.",
    )

    def __init__(self, status: str) -> None:
        super().__init__(status=STATUSES[status])


class ContestOver(Conflict):
    """The day until which it could be contested has passed."""

    slug = "contest-over"
    title = Text("Too late to contest", "Contestation tardive", "Zu spät bestritten")
    advice = Text(
        "The screening could be contested through {until}. Write to the consultation officer.",
        "L'examen pouvait être contesté jusqu'au {until}. Écrivez au responsable de la consultation.",
        "Die Prüfung konnte bis {until} bestritten werden. Schreiben Sie der Stelle für Beteiligung.",
    )


class AlreadyContested(Conflict):
    """A body contests the screening of an idea once."""

    slug = "already-contested"
    title = Text("Contested before", "Déjà contesté", "Schon bestritten")
    advice = Text(
        "Your body has contested the screening of this idea before; the answer is in the timeline.",
        "Votre instance a déjà contesté l'examen de cette idée ; la réponse est dans le déroulé.",
        "Ihr Gremium hat die Prüfung dieser Idee schon bestritten; die Antwort steht im Verlauf.",
    )


class SharesNotAgreed(Conflict):
    """The shares are not agreed by everybody who was invited."""

    slug = "shares-not-agreed"
    title = Text("Shares not agreed", "Parts non convenues", "Anteile nicht vereinbart")
    advice = Text(
        "{waiting} of the authors have not accepted or not agreed to shares that add up to 100 %. Ask them, or take them out.",
        "{waiting} des auteurs n'ont pas accepté ou pas convenu de parts totalisant 100 %. Demandez-leur, ou retirez-les.",
        "{waiting} der Beteiligten haben nicht angenommen oder Anteilen von zusammen 100 % nicht zugestimmt. Fragen Sie sie, oder nehmen Sie sie heraus.",
    )


class SharesChanged(Conflict):
    """The shares are not those that were seen."""

    slug = "shares-changed"
    title = Text("The shares have changed", "Les parts ont changé", "Die Anteile haben sich geändert")
    advice = Text(
        "Look at the shares again, then agree to those.",
        "Regardez à nouveau les parts, puis donnez votre accord.",
        "Sehen Sie sich die Anteile noch einmal an und stimmen Sie dann zu.",
    )


class AlreadyAuthor(Conflict):
    """They are an author or invited already, or there are too many."""

    slug = "already-author"
    title = Text("Invited already", "Déjà invité", "Schon eingeladen")
    advice = Text(
        "This person is an author or invited already, or the idea has {most} authors, which is the most.",
        "Cette personne est déjà auteur ou invitée, ou l'idée compte {most} auteurs, le maximum.",
        "Diese Person ist schon beteiligt oder eingeladen, oder die Idee hat mit {most} schon die meisten.",
    )


class StarterStays(Conflict):
    """Who started an idea stays its author."""

    slug = "starter-stays"
    title = Text("The first author stays", "Le premier auteur reste", "Wer begann, bleibt")
    advice = Text(
        "Who started the idea cannot step out of it. Withdraw the idea instead.",
        "La personne qui a lancé l'idée ne peut pas la quitter. Retirez plutôt l'idée.",
        "Wer die Idee begonnen hat, kann nicht austreten. Ziehen Sie die Idee stattdessen zurück.",
    )


class CampaignClosed(Conflict):
    """The campaign does not take ideas on this day."""

    slug = "campaign-closed"
    title = Text("The campaign is not open", "La campagne n'est pas ouverte", "Die Kampagne ist nicht offen")
    advice = Text(
        "The campaign takes ideas from {opens} through {closes}. Take the campaign out to use the open box.",
        "La campagne accepte des idées du {opens} au {closes}. Retirez la campagne pour utiliser la boîte ouverte.",
        "Die Kampagne nimmt Ideen vom {opens} bis {closes} an. Ohne Kampagne geht die Idee in den offenen Kasten.",
    )


class CampaignOver(Conflict):
    """A campaign that was closed stays as it was: people wrote under what it said."""

    slug = "campaign-over"
    title = Text("The campaign is closed", "La campagne est close", "Die Kampagne ist geschlossen")
    advice = Text(
        "The campaign has taken no ideas since {until}. Open another one.",
        "La campagne n'accepte plus d'idées depuis le {until}. Ouvrez-en une autre.",
        "Die Kampagne nimmt seit {until} keine Ideen mehr an. Eröffnen Sie eine neue.",
    )


class MergeIntoItself(Conflict):
    """An idea cannot live on in itself."""

    slug = "merge-into-itself"
    title = Text("The same idea", "La même idée", "Dieselbe Idee")
    advice = Text(
        "Name another idea that this one lives on in.",
        "Indiquez une autre idée dans laquelle celle-ci continue.",
        "Nennen Sie eine andere Idee, in der diese weiterlebt.",
    )


class MergeIntoHidden(Conflict):
    """Those who see an idea would lose sight of it where it lives on."""

    slug = "merge-into-hidden"
    title = Text("Some would lose sight of it", "Certains la perdraient de vue", "Manche sähen sie nicht mehr")
    advice = Text(
        "The other idea is shown to one unit only, and not all who see this one would see it. Merge the other way round, or ask its authors to show it to the whole organisation.",
        "L'autre idée n'est visible que dans une unité, et tous ceux qui voient celle-ci ne la verraient pas. Fusionnez dans l'autre sens, ou demandez à ses auteurs de la montrer à toute l'organisation.",
        "Die andere Idee ist nur für eine Einheit sichtbar, und nicht alle, die diese sehen, sähen sie. Führen Sie umgekehrt zusammen, oder bitten Sie die Verfassenden, sie der ganzen Organisation zu zeigen.",
    )


class StaysInTheOpen(Conflict):
    """Ideas that more people saw live on in this one."""

    slug = "stays-in-the-open"
    title = Text("It stays visible to all", "Elle reste visible pour tous", "Sie bleibt für alle sichtbar")
    advice = Text(
        "Ideas that others see were merged into this one, so it cannot be shown to one unit only. Leave the visibility as it is.",
        "Des idées que d'autres voient ont été fusionnées dans celle-ci : elle ne peut pas être limitée à une unité. Laissez la visibilité telle quelle.",
        "In diese Idee wurden Ideen aufgenommen, die andere sehen; sie kann nicht auf eine Einheit beschränkt werden. Lassen Sie die Sichtbarkeit, wie sie ist.",
    )


class ThreadTooDeep(Conflict):
    """Answers to answers end somewhere."""

    slug = "thread-too-deep"
    title = Text("Thread too deep", "Fil trop profond", "Zu tief verschachtelt")
    advice = Text(
        "A thread goes {deepest} answers deep. Answer one level higher.",
        "Un fil va jusqu'à {deepest} réponses. Répondez un niveau plus haut.",
        "Ein Faden geht {deepest} Antworten tief. Antworten Sie eine Stufe höher.",
    )


class CommentGone(Conflict):
    """A comment that was taken back is not changed any more."""

    slug = "comment-gone"
    title = Text("Comment taken back", "Commentaire retiré", "Kommentar zurückgenommen")
    advice = Text(
        "This comment was taken back. Write a new one.",
        "Ce commentaire a été retiré. Écrivez-en un nouveau.",
        "Dieser Kommentar wurde zurückgenommen. Schreiben Sie einen neuen.",
    )


class AppealOver(Conflict):
    """The day until which an appeal was possible has passed, or the appeal was answered."""

    slug = "appeal-over"
    title = Text("No appeal any more", "Plus de recours", "Kein Einspruch mehr")
    advice = Text(
        "An appeal was possible through {until}. Ask the scheme office.",
        "Un recours était possible jusqu'au {until}. Adressez-vous au bureau du dispositif.",
        "Ein Einspruch war bis {until} möglich. Fragen Sie die Ideenstelle.",
    )
