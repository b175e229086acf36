"""What is said of carrying an idea out."""

from __future__ import annotations

from shared.errors import Text

SENTENCES: dict[str, Text] = {
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
    "role.accepted": Text(
        "An author takes the part that was offered: {title}",
        "Un auteur accepte le rôle proposé : {title}",
        "Ein Verfasser nimmt die angebotene Rolle an: {title}",
    ),
    "role.declined": Text(
        "A part that was offered is not taken: {title}",
        "Un rôle proposé n'est pas pris : {title}",
        "Eine angebotene Rolle bleibt frei: {title}",
    ),
    "task.planned": Text(
        "A task is yours, until {day}: {title}",
        "Une tâche vous revient, jusqu'au {day} : {title}",
        "Eine Aufgabe ist Ihre, bis {day}: {title}",
    ),
    "task.removed": Text(
        "A task of yours is not needed any more: {title}",
        "Une de vos tâches n'est plus nécessaire : {title}",
        "Eine Ihrer Aufgaben entfällt: {title}",
    ),
    "task.blocked": Text(
        "A task cannot go on: {title}", "Une tâche est bloquée : {title}", "Eine Aufgabe kommt nicht weiter: {title}"
    ),
    "task.done": Text(
        "A task is done and waits to be verified: {title}",
        "Une tâche est faite et attend sa vérification : {title}",
        "Eine Aufgabe ist erledigt und wartet auf Prüfung: {title}",
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
