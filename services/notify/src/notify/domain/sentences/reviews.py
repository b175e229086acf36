"""What is said of peer review."""

from __future__ import annotations

from shared.errors import Text

SENTENCES: dict[str, Text] = {
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
    "round.calibrating": Text(
        "The reviews are far apart; look at the spread, you may change your scores: {title}",
        "Les évaluations divergent ; voyez l'écart, vous pouvez modifier vos notes : {title}",
        "Die Gutachten liegen weit auseinander; sehen Sie die Spanne an, Sie können Ihre Bewertung ändern: {title}",
    ),
    "round.concluded": Text(
        "The review is concluded: {title}", "L'évaluation est close : {title}", "Begutachtung abgeschlossen: {title}"
    ),
}
