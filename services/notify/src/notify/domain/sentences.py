"""The sentences that readers see, in three languages. None of them ever names a person (invariant 4)."""

from __future__ import annotations

from notify.domain.reasons import FOLLOWING, Why
from shared.errors import Language, Text

SENTENCES: dict[str, Text] = {
    "idea.submitted": Text(
        "A new idea was submitted: {title}",
        "Une nouvelle idée a été déposée : {title}",
        "Neue Idee eingereicht: {title}",
    ),
    "idea.returned": Text(
        "Your idea came back with a question: {title}",
        "Votre idée vous revient avec une question : {title}",
        "Ihre Idee kam mit einer Frage zurück: {title}",
    ),
    "idea.withdrawn": Text(
        "An idea that concerns you was withdrawn: {title}",
        "Une idée qui vous concerne a été retirée : {title}",
        "Eine Idee, die Sie betrifft, wurde zurückgezogen: {title}",
    ),
    "idea.merged": Text(
        "Your idea lives on in another one: {title}",
        "Votre idée se poursuit dans une autre : {title}",
        "Ihre Idee lebt in einer anderen weiter: {title}",
    ),
    "idea.commented": Text(
        "There is a new comment on your idea: {title}",
        "Nouveau commentaire sur votre idée : {title}",
        "Neuer Kommentar zu Ihrer Idee: {title}",
    ),
    "support.reached": Text(
        "Enough colleagues stand behind your idea: {title}",
        "Assez de collègues soutiennent votre idée : {title}",
        "Genug Kolleginnen und Kollegen unterstützen Ihre Idee: {title}",
    ),
    "review.requested": Text(
        "Your idea is in peer review: {title}",
        "Votre idée est en évaluation : {title}",
        "Ihre Idee wird begutachtet: {title}",
    ),
    "reviewer.assigned": Text(
        "You are asked to review an idea: {title}",
        "Vous êtes invité à évaluer une idée : {title}",
        "Sie sollen eine Idee begutachten: {title}",
    ),
    "assignment.rescheduled": Text(
        "Your review has a new date: {title}",
        "Nouvelle échéance pour votre évaluation : {title}",
        "Neuer Termin für Ihr Gutachten: {title}",
    ),
    "assignment.released": Text(
        "You owe no review any more: {title}",
        "Vous ne devez plus d'évaluation : {title}",
        "Ihr Gutachten wird nicht mehr gebraucht: {title}",
    ),
    "assignment.escalated": Text(
        "A review is late: {title}", "Une évaluation est en retard : {title}", "Ein Gutachten ist überfällig: {title}"
    ),
    "round.overdue": Text(
        "A review round has missed its quorum: {title}",
        "Un tour d'évaluation n'a pas atteint son quorum : {title}",
        "Einer Begutachtungsrunde fehlen Gutachten: {title}",
    ),
    "round.concluded": Text(
        "The review is concluded: {title}", "L'évaluation est close : {title}", "Begutachtung abgeschlossen: {title}"
    ),
    "case.prepared": Text(
        "A consultation is due, the information package is owed: {title}",
        "Une consultation est due, le dossier d'information est à fournir : {title}",
        "Eine Beteiligung steht an, die Unterlagen sind zu liefern: {title}",
    ),
    "package.provided": Text(
        "Documents for a consultation arrived, please confirm receipt: {title}",
        "Un dossier de consultation est arrivé, confirmez-en la réception : {title}",
        "Unterlagen zur Beteiligung sind da, bitte Empfang bestätigen: {title}",
    ),
    "clock.started": Text(
        "The period for your opinion runs: {title}",
        "Le délai pour votre avis court : {title}",
        "Die Frist für Ihre Stellungnahme läuft: {title}",
    ),
    "clock.changed": Text(
        "The period for your opinion ends on another day: {title}",
        "Le délai pour votre avis se termine un autre jour : {title}",
        "Die Frist für Ihre Stellungnahme endet an einem anderen Tag: {title}",
    ),
    "message.posted": Text(
        "You were mentioned in a consultation: {title}",
        "Vous êtes mentionné dans une consultation : {title}",
        "Sie wurden in einer Beteiligung erwähnt: {title}",
    ),
    "message.edited": Text(
        "You were mentioned in a consultation: {title}",
        "Vous êtes mentionné dans une consultation : {title}",
        "Sie wurden in einer Beteiligung erwähnt: {title}",
    ),
    "substitute.seated": Text(
        "You sit in for a member of the body: {title}",
        "Vous remplacez un membre de l'instance : {title}",
        "Sie vertreten ein Mitglied des Gremiums: {title}",
    ),
    "substitute.released": Text(
        "You do not sit in for a member any more: {title}",
        "Vous ne remplacez plus de membre de l'instance : {title}",
        "Sie vertreten kein Mitglied des Gremiums mehr: {title}",
    ),
    "opinion.delivered": Text(
        "An opinion was delivered and awaits your answer: {title}",
        "Un avis a été rendu et attend votre réponse : {title}",
        "Eine Stellungnahme ist da und wartet auf Antwort: {title}",
    ),
    "opinion.deemed": Text(
        "The period ended in silence; it has its legal effect: {title}",
        "Le délai a expiré sans avis ; le silence produit son effet : {title}",
        "Die Frist lief ohne Stellungnahme ab; das Schweigen wirkt: {title}",
    ),
    "response.published": Text(
        "Management answered your points: {title}",
        "La direction a répondu à vos points : {title}",
        "Die Leitung hat Ihre Punkte beantwortet: {title}",
    ),
    "case.closed": Text(
        "A consultation is closed: {title}",
        "Une consultation est close : {title}",
        "Eine Beteiligung ist beendet: {title}",
    ),
    "case.withdrawn": Text(
        "The idea was withdrawn or declined, its consultation is over: {title}",
        "L'idée a été retirée ou rejetée, sa consultation est terminée : {title}",
        "Die Idee wurde zurückgezogen oder abgelehnt, ihre Beteiligung ist beendet: {title}",
    ),
    "idea.decided": Text(
        "Your idea was decided: {title}",
        "Votre idée a reçu une décision : {title}",
        "Über Ihre Idee ist entschieden: {title}",
    ),
    "appeal.lodged": Text(
        "An author appeals against a decision: {title}",
        "Un auteur fait recours contre une décision : {title}",
        "Gegen eine Entscheidung wurde Beschwerde eingelegt: {title}",
    ),
    "appeal.decided": Text(
        "Your appeal was decided: {title}",
        "Votre recours a reçu une réponse : {title}",
        "Über Ihre Beschwerde ist entschieden: {title}",
    ),
    "answer.overdue": Text(
        "The answer to an idea is late: {title}",
        "La réponse à une idée tarde : {title}",
        "Die Antwort auf eine Idee ist überfällig: {title}",
    ),
    "plan.opened": Text(
        "Your idea is being carried out: {title}",
        "Votre idée est en cours de réalisation : {title}",
        "Ihre Idee wird umgesetzt: {title}",
    ),
    "plan.stopped": Text(
        "The work on your idea has ended, with what was learned: {title}",
        "La réalisation de votre idée s'arrête, avec ses enseignements : {title}",
        "Die Umsetzung Ihrer Idee endet, mit dem, was gelernt wurde: {title}",
    ),
    "role.offered": Text(
        "A part in carrying out your idea is offered to you: {title}",
        "Un rôle dans la réalisation de votre idée vous est proposé : {title}",
        "Ihnen wird eine Rolle bei der Umsetzung Ihrer Idee angeboten: {title}",
    ),
    "task.returned": Text(
        "A task came back to you: {title}", "Une tâche vous revient : {title}", "Eine Aufgabe kam zurück: {title}"
    ),
    "milestone.missed": Text(
        "A milestone was missed: {title}", "Un jalon a été manqué : {title}", "Ein Meilenstein wurde verfehlt: {title}"
    ),
    "benefit.returned": Text(
        "A measurement was not accepted: {title}",
        "Une mesure n'a pas été acceptée : {title}",
        "Eine Messung wurde nicht anerkannt: {title}",
    ),
    "idea.implemented": Text(
        "Your idea is implemented: {title}", "Votre idée est réalisée : {title}", "Ihre Idee ist umgesetzt: {title}"
    ),
    "benefit.measured": Text(
        "The benefit of your idea was measured: {title}",
        "Le bénéfice de votre idée a été mesuré : {title}",
        "Der Nutzen Ihrer Idee wurde gemessen: {title}",
    ),
    "idea.completed": Text(
        "The journey of your idea is complete: {title}",
        "Le parcours de votre idée est achevé : {title}",
        "Der Weg Ihrer Idee ist abgeschlossen: {title}",
    ),
}

FOLLOWED: dict[str, Text] = {
    "idea.merged": Text(
        "An idea that you follow lives on in another one; say there whether you still stand behind it: {title}",
        "Une idée que vous suivez se poursuit dans une autre ; dites-y si vous la soutenez encore : {title}",
        "Eine Idee, der Sie folgen, lebt in einer anderen weiter; sagen Sie dort, ob Sie sie noch unterstützen: {title}",
    ),
    "idea.commented": Text(
        "There is a new comment on an idea that you follow: {title}",
        "Nouveau commentaire sur une idée que vous suivez : {title}",
        "Neuer Kommentar zu einer Idee, der Sie folgen: {title}",
    ),
    "idea.decided": Text(
        "An idea that you follow was decided: {title}",
        "Une idée que vous suivez a reçu une décision : {title}",
        "Über eine Idee, der Sie folgen, ist entschieden: {title}",
    ),
    "idea.implemented": Text(
        "An idea that you follow is implemented: {title}",
        "Une idée que vous suivez est réalisée : {title}",
        "Eine Idee, der Sie folgen, ist umgesetzt: {title}",
    ),
    "plan.stopped": Text(
        "The work on an idea that you follow has ended, with what was learned: {title}",
        "La réalisation d'une idée que vous suivez s'arrête, avec ses enseignements : {title}",
        "Die Umsetzung einer Idee, der Sie folgen, endet, mit dem, was gelernt wurde: {title}",
    ),
}
"""What those read who are not its authors."""
MENTIONED = Text(
    "You were mentioned in a comment on an idea: {title}",
    "Vous êtes mentionné dans un commentaire sur une idée : {title}",
    "Sie wurden in einem Kommentar zu einer Idee erwähnt: {title}",
)

UNTITLED = Text("an idea", "une idée", "eine Idee")


def sentence(kind: str, why: Why, title: str | None, language: Language) -> str:
    """What the reader sees."""
    said = FOLLOWED.get(kind, SENTENCES[kind]) if why in FOLLOWING else SENTENCES[kind]
    if kind == "idea.commented" and why == "mentioned":
        said = MENTIONED
    return said.told_in(language).format(title=title or UNTITLED.told_in(language))
