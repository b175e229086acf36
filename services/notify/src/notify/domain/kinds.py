"""The kinds of notification: what each is about, and what holds for it."""

from __future__ import annotations

from dataclasses import dataclass

from shared.errors import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """``law``: a period set by law depends on it, so it is never muted. ``mail``: by e-mail at once unless one says
    otherwise. ``blind``: says something of reviewers, so no author of the idea gets it (invariant 4).
    """

    about: Text
    law: bool = False
    mail: bool = False
    blind: bool = False


def _about(en: str, fr: str, de: str, *, law: bool = False, mail: bool = False, blind: bool = False) -> Kind:
    return Kind(Text(en, fr, de), law, mail, blind)


KINDS: dict[str, Kind] = {
    "idea.submitted": _about(
        "An idea was handed in: for the scheme office.",
        "Une idée a été déposée : pour le bureau du dispositif.",
        "Eine Idee wurde eingereicht: für die Ideenstelle.",
    ),
    "idea.returned": _about(
        "Your idea comes back with a reason and waits for you.",
        "Votre idée vous revient avec un motif et vous attend.",
        "Ihre Idee kommt mit einer Begründung zurück und wartet auf Sie.",
        mail=True,
    ),
    "idea.withdrawn": _about(
        "An idea that you follow, wrote, or in which yours lived on, was taken back.",
        "Une idée suivie, la vôtre, ou celle où elle se poursuivait, a été retirée.",
        "Eine verfolgte Idee, Ihre eigene, oder in der Ihre weiterlebte, wurde zurückgezogen.",
    ),
    "idea.merged": _about(
        "An idea lives on in another one.",
        "Une idée se poursuit dans une autre.",
        "Eine Idee lebt in einer anderen weiter.",
    ),
    "idea.commented": _about(
        "Comments on your idea, on one that you follow, or that mention you.",
        "Commentaires sur votre idée, sur une idée suivie, ou qui vous mentionnent.",
        "Kommentare zu Ihrer Idee, zu einer verfolgten, oder die Sie erwähnen.",
    ),
    "support.reached": _about(
        "Your idea has reached the support threshold.",
        "Votre idée a atteint le seuil de soutien.",
        "Ihre Idee hat die Unterstützungsschwelle erreicht.",
    ),
    "review.requested": _about(
        "Your idea goes to peer review.",
        "Votre idée part en évaluation.",
        "Ihre Idee geht in die Begutachtung.",
    ),
    "reviewer.assigned": _about(
        "You are asked for a review.",
        "Une évaluation vous est demandée.",
        "Sie werden um ein Gutachten gebeten.",
        mail=True,
        blind=True,
    ),
    "assignment.rescheduled": _about(
        "A review that you owe has another date.",
        "Une évaluation que vous devez a une autre échéance.",
        "Ein Gutachten, das Sie schulden, hat einen anderen Termin.",
        mail=True,
        blind=True,
    ),
    "assignment.released": _about(
        "You owe a review no more.",
        "Vous ne devez plus une évaluation.",
        "Sie schulden ein Gutachten nicht mehr.",
    ),
    "assignment.escalated": _about(
        "A review is late and comes to you.",
        "Une évaluation en retard vous est transmise.",
        "Ein überfälliges Gutachten kommt zu Ihnen.",
        mail=True,
        blind=True,
    ),
    "round.overdue": _about(
        "A review round misses its quorum: for the scheme office.",
        "Un tour d'évaluation manque son quorum : pour le bureau du dispositif.",
        "Einer Runde fehlen Gutachten: für die Ideenstelle.",
        mail=True,
        blind=True,
    ),
    "round.concluded": _about(
        "The review of an idea is concluded.",
        "L'évaluation d'une idée est close.",
        "Die Begutachtung einer Idee ist abgeschlossen.",
    ),
    "case.prepared": _about(
        "A consultation is due and waits for its information package.",
        "Une consultation est due et attend son dossier d'information.",
        "Eine Beteiligung steht an und wartet auf ihre Unterlagen.",
        mail=True,
    ),
    "package.provided": _about(
        "The information package arrived; with its receipt a period begins.",
        "Le dossier d'information est arrivé ; un délai court dès sa réception.",
        "Die Unterlagen sind da; mit ihrem Zugang beginnt eine Frist.",
        law=True,
    ),
    "clock.started": _about(
        "The period for an opinion runs.",
        "Le délai pour un avis court.",
        "Die Frist für eine Stellungnahme läuft.",
        law=True,
    ),
    "clock.changed": _about(
        "The period for an opinion ends on another day.",
        "Le délai pour un avis se termine un autre jour.",
        "Die Frist für eine Stellungnahme endet an einem anderen Tag.",
        law=True,
    ),
    "message.posted": _about(
        "You were mentioned in a room of a consultation.",
        "Vous êtes mentionné dans une salle de consultation.",
        "Sie wurden in einem Raum einer Beteiligung erwähnt.",
        mail=True,
    ),
    "message.edited": _about(
        "A message in a room of a consultation now mentions you.",
        "Un message d'une salle de consultation vous mentionne désormais.",
        "Eine Nachricht in einem Raum einer Beteiligung erwähnt Sie jetzt.",
        mail=True,
    ),
    "substitute.seated": _about(
        "You sit in for a member of a body in a consultation.",
        "Vous remplacez un membre d'une instance dans une consultation.",
        "Sie vertreten ein Mitglied eines Gremiums in einer Beteiligung.",
        mail=True,
    ),
    "substitute.released": _about(
        "You do not sit in for a member of a body any more.",
        "Vous ne remplacez plus de membre d'une instance.",
        "Sie vertreten kein Mitglied eines Gremiums mehr.",
        mail=True,
    ),
    "opinion.delivered": _about(
        "A body gave its opinion; each point is owed an answer.",
        "Une instance a rendu son avis ; chaque point attend une réponse.",
        "Ein Gremium hat Stellung genommen; jeder Punkt braucht eine Antwort.",
        law=True,
    ),
    "opinion.deemed": _about(
        "A period ended in silence, with the effect that the regime gives it.",
        "Un délai a expiré sans avis, avec l'effet que prévoit le régime.",
        "Eine Frist lief ohne Stellungnahme ab, mit der Wirkung des Regimes.",
        law=True,
    ),
    "response.published": _about(
        "Management answered points of an opinion.",
        "La direction a répondu à des points d'un avis.",
        "Die Leitung hat Punkte einer Stellungnahme beantwortet.",
        mail=True,
    ),
    "case.closed": _about(
        "A consultation is over.",
        "Une consultation est close.",
        "Eine Beteiligung ist beendet.",
    ),
    "case.withdrawn": _about(
        "A consultation is over because its idea was withdrawn.",
        "Une consultation est terminée parce que son idée a été retirée.",
        "Eine Beteiligung ist beendet, weil ihre Idee zurückgezogen wurde.",
    ),
    "idea.decided": _about(
        "An idea was decided; an author may appeal until the day named.",
        "Une idée a reçu une décision ; un auteur peut faire recours jusqu'au jour dit.",
        "Über eine Idee ist entschieden; Verfasser können bis zum genannten Tag Beschwerde einlegen.",
        law=True,
    ),
    "appeal.lodged": _about(
        "An author appeals: for decision makers.",
        "Un auteur fait recours : pour les décideurs.",
        "Ein Verfasser legt Beschwerde ein: für die Entscheidenden.",
        mail=True,
    ),
    "appeal.decided": _about(
        "Your appeal was answered.",
        "Votre recours a reçu une réponse.",
        "Ihre Beschwerde wurde beantwortet.",
        mail=True,
    ),
    "answer.overdue": _about(
        "The answer to an idea is late: for its authors, and for those to whom it goes then.",
        "La réponse à une idée tarde : pour ses auteurs et pour ceux à qui elle revient alors.",
        "Die Antwort auf eine Idee ist überfällig: für ihre Verfasser und für die, zu denen sie dann kommt.",
        mail=True,
    ),
    "plan.opened": _about(
        "Your idea is being carried out.",
        "Votre idée est en cours de réalisation.",
        "Ihre Idee wird umgesetzt.",
    ),
    "plan.stopped": _about(
        "The work on an idea ended early, with what was learned.",
        "La réalisation d'une idée s'arrête, avec ses enseignements.",
        "Die Umsetzung einer Idee endet vorzeitig, mit dem, was gelernt wurde.",
    ),
    "role.offered": _about(
        "A part in carrying out your idea waits for your answer.",
        "Un rôle dans la réalisation de votre idée attend votre réponse.",
        "Eine Rolle bei der Umsetzung Ihrer Idee wartet auf Ihre Antwort.",
        mail=True,
    ),
    "task.returned": _about(
        "A task of yours was found not done.",
        "Une tâche à vous n'a pas été jugée faite.",
        "Eine Ihrer Aufgaben gilt als nicht erledigt.",
        mail=True,
    ),
    "milestone.missed": _about(
        "The day of a milestone passed without it.",
        "Le jour d'un jalon est passé sans lui.",
        "Der Tag eines Meilensteins verging ohne ihn.",
    ),
    "benefit.returned": _about(
        "A measurement was not accepted and is to be made again.",
        "Une mesure n'a pas été acceptée et est à refaire.",
        "Eine Messung wurde nicht anerkannt und ist zu wiederholen.",
    ),
    "idea.implemented": _about(
        "An idea has been carried out.",
        "Une idée a été réalisée.",
        "Eine Idee ist umgesetzt.",
    ),
    "benefit.measured": _about(
        "The benefit of your idea was measured.",
        "Le bénéfice de votre idée a été mesuré.",
        "Der Nutzen Ihrer Idee wurde gemessen.",
    ),
    "idea.completed": _about(
        "The journey of your idea is complete.",
        "Le parcours de votre idée est achevé.",
        "Der Weg Ihrer Idee ist abgeschlossen.",
    ),
}
