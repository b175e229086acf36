"""What is refused to those who lead a body, or would: while somebody else leads, while they are absent, while nobody does."""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, NotFound, Text


class NotTheLead(Forbidden):
    """An act of the body by somebody who does not lead it in this case."""

    slug = "not-the-lead"
    title = Text("Somebody else leads", "Une autre personne dirige", "Jemand anderes hat den Vorsitz")
    advice = Text(
        "{name} leads the body in this case. Ask them; if they are prevented, declare their absence in the case first, then who stands in may act.",
        "{name} dirige l'instance dans ce dossier. Adressez-vous à cette personne ; si elle est empêchée, déclarez d'abord son absence dans le dossier : qui la remplace peut alors agir.",
        "{name} leitet das Gremium in diesem Fall. Wenden Sie sich dorthin; ist die Person verhindert, melden Sie zuerst ihre Abwesenheit im Fall, dann kann die Vertretung handeln.",
    )


class DeclaredAbsent(Forbidden):
    """The chair, declared absent, acts for the body while somebody stands in."""

    slug = "declared-absent"
    title = Text("You are declared absent", "Vous êtes déclaré absent", "Sie sind als abwesend gemeldet")
    advice = Text(
        "Somebody stands in for you in this case. End your absence first, or release the substitute who sits in for you.",
        "Vous êtes remplacé dans ce dossier. Mettez d'abord fin à votre absence, ou libérez le suppléant qui siège pour vous.",
        "Sie werden in diesem Fall vertreten. Beenden Sie zuerst Ihre Abwesenheit, oder entlassen Sie das Ersatzmitglied, das für Sie sitzt.",
    )


class NobodyLeads(Conflict):
    """Neither chair nor deputy can act in this case, and nobody was elected."""

    slug = "nobody-leads"
    title = Text("Nobody leads the body", "Personne ne dirige l'instance", "Niemand leitet das Gremium")
    advice = Text(
        "Neither the chair nor a deputy can act in this case. Elect a member for it, with a vote, as acting chair.",
        "Ni la présidence (au CSE : le secrétaire) ni un adjoint ne peut agir dans ce dossier. Élisez un membre par un vote pour y tenir ce rôle.",
        "Weder der Vorsitz noch eine Stellvertretung kann in diesem Fall handeln. Wählen Sie mit einem Beschluss ein Mitglied, das ihn hier leitet.",
    )


class SomebodyLeads(Conflict):
    """An election while the chair or a deputy can act, or after another one."""

    slug = "somebody-leads"
    title = Text("Somebody leads already", "L'instance est déjà dirigée", "Das Gremium wird schon geleitet")
    advice = Text(
        "{name} can act in this case. Elect somebody only when neither the chair nor a deputy can; declare absences first.",
        "{name} peut agir dans ce dossier. N'élisez que si ni la présidence ni un adjoint ne le peut ; déclarez d'abord les absences.",
        "{name} kann in diesem Fall handeln. Wählen Sie nur, wenn weder der Vorsitz noch eine Stellvertretung kann; melden Sie zuerst die Abwesenheiten.",
    )


class NoElection(Conflict):
    """The regime knows nobody who is elected for a case."""

    slug = "no-election"
    title = Text("No election for a case", "Pas d'élection pour un dossier", "Keine Wahl für einen Fall")
    advice = Text(
        "Under this regime nobody is elected for a single case. Have a deputy chair told by the HR system.",
        "Ce régime ne prévoit pas d'élection pour un dossier. Faites enregistrer un adjoint par le système RH.",
        "Nach diesem Verfahren wird für einen einzelnen Fall niemand gewählt. Lassen Sie eine Stellvertretung durch das Personalsystem melden.",
    )


class NotElectable(Invalid):
    """Somebody without a seat, absent, or whom the matter concerns."""

    slug = "not-electable"
    title = Text("Cannot be elected", "Ne peut être élu", "Nicht wählbar")
    advice = Text(
        "Elect a member of the body, or a substitute who sits in, who is not absent and whom the matter does not concern.",
        "Élisez un membre de l'instance, ou un suppléant qui siège, ni absent ni concerné par l'affaire.",
        "Wählen Sie ein Mitglied oder ein vertretendes Ersatzmitglied, das weder abwesend noch befangen ist.",
    )


class NotOfTheBody(Invalid):
    """Somebody without a mandate for the body today."""

    slug = "not-of-the-body"
    title = Text("Not of this body", "Pas de cette instance", "Nicht aus diesem Gremium")
    advice = Text(
        "Name somebody with a mandate for this body today; the attendance of the case lists them.",
        "Indiquez une personne qui a un mandat de cette instance à ce jour ; la liste de présence du dossier les nomme.",
        "Nennen Sie jemanden, der heute ein Mandat für dieses Gremium hat; die Anwesenheitsliste des Falls nennt sie.",
    )


class AbsentAlready(Conflict):
    """Somebody is declared absent twice."""

    slug = "absent-already"
    title = Text("Absent already", "Déjà absent", "Schon abwesend gemeldet")
    advice = Text(
        "This person is declared absent in this case already. End that absence first to change its last day.",
        "Cette personne est déjà déclarée absente dans ce dossier. Mettez d'abord fin à cette absence pour en changer le dernier jour.",
        "Diese Person ist in diesem Fall schon als abwesend gemeldet. Beenden Sie die Abwesenheit zuerst, um ihren letzten Tag zu ändern.",
    )


class NotAbsent(NotFound):
    """Somebody who is not declared absent."""

    slug = "not-absent"
    title = Text("Not absent", "Pas absent", "Nicht abwesend gemeldet")
    advice = Text(
        "This person is not declared absent in this case now. The attendance lists who is.",
        "Cette personne n'est pas déclarée absente dans ce dossier. La liste de présence indique qui l'est.",
        "Diese Person ist in diesem Fall nicht als abwesend gemeldet. Die Anwesenheitsliste nennt, wer es ist.",
    )


class NotRecused(NotFound):
    """Somebody who did not say that the matter concerns them."""

    slug = "not-recused"
    title = Text("Takes part already", "Participe déjà", "Nimmt schon teil")
    advice = Text(
        "This person did not declare that the matter concerns them. Whom it concerns as an author stays left out.",
        "Cette personne n'a pas déclaré être concernée par l'affaire. Qui l'est comme auteur reste écarté.",
        "Diese Person hat sich nicht für befangen erklärt. Wer die Idee verfasst hat, bleibt ausgeschlossen.",
    )
