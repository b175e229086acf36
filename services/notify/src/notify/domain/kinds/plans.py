"""Kinds that are about carrying an idea out."""

from __future__ import annotations

from notify.domain.kind import Kind
from notify.domain.kind import about as _about

KINDS: dict[str, Kind] = {
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
    "role.accepted": _about(
        "An author takes the part that was offered: for implementers.",
        "Un auteur accepte le rôle proposé : pour la réalisation.",
        "Ein Verfasser nimmt die angebotene Rolle an: für die Umsetzung.",
    ),
    "role.declined": _about(
        "A part that was offered to an author is not taken: for implementers.",
        "Le rôle proposé à un auteur n'est pas pris : pour la réalisation.",
        "Die einem Verfasser angebotene Rolle bleibt frei: für die Umsetzung.",
    ),
    "task.planned": _about(
        "A task is yours, or has another day.",
        "Une tâche vous revient, ou a une autre échéance.",
        "Eine Aufgabe ist Ihre, oder sie hat einen anderen Termin.",
        mail=True,
    ),
    "task.removed": _about(
        "A task of yours was taken out of the plan.",
        "Une de vos tâches a été retirée du plan.",
        "Eine Ihrer Aufgaben wurde aus dem Plan genommen.",
    ),
    "task.blocked": _about(
        "A task cannot go on: for implementers.",
        "Une tâche est bloquée : pour la réalisation.",
        "Eine Aufgabe kommt nicht weiter: für die Umsetzung.",
    ),
    "task.done": _about(
        "A task is done and waits to be verified: for implementers.",
        "Une tâche est faite et attend sa vérification : pour la réalisation.",
        "Eine Aufgabe ist erledigt und wartet auf Prüfung: für die Umsetzung.",
        judges=True,
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
        judges=True,
    ),
    "idea.implemented": _about(
        "An idea has been carried out.",
        "Une idée a été réalisée.",
        "Eine Idee ist umgesetzt.",
    ),
    "benefit.measured": _about(
        "The benefit of an idea was measured: for its authors and the controller.",
        "Le bénéfice d'une idée a été mesuré : pour ses auteurs et le contrôleur.",
        "Der Nutzen einer Idee wurde gemessen: für ihre Verfasser und die Prüfung.",
        judges=True,
    ),
    "idea.completed": _about(
        "The journey of your idea is complete.",
        "Le parcours de votre idée est achevé.",
        "Der Weg Ihrer Idee ist abgeschlossen.",
    ),
}
