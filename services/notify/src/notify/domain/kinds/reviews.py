"""Kinds that are about peer review."""

from __future__ import annotations

from notify.domain.kind import Kind
from notify.domain.kind import about as _about

KINDS: dict[str, Kind] = {
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
        judges=True,
    ),
    "round.calibrating": _about(
        "Reviews are far apart: you may look at the spread and change your scores.",
        "Des évaluations divergent : vous pouvez voir l'écart et modifier vos notes.",
        "Gutachten liegen weit auseinander: Sie können die Spanne sehen und Ihre Bewertung ändern.",
        mail=True,
        blind=True,
    ),
    "round.concluded": _about(
        "The review of an idea is concluded.",
        "L'évaluation d'une idée est close.",
        "Die Begutachtung einer Idee ist abgeschlossen.",
    ),
}
