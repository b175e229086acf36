"""What the rules of an idea refuse.

Conflict
├── WrongStatus
└── ConsultationOpen
Forbidden
└── OwnIdea
Invalid
├── UnknownQuestion
└── ReasonNeeded
"""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, Text


class WrongStatus(Conflict):
    """The step does not follow from the present status."""

    slug = "wrong-status"
    title = Text("Not possible in this status", "Impossible dans ce statut", "In diesem Status nicht möglich")
    advice = Text(
        "The idea is “{status}”; this step needs: {needed}.",
        "L'idée est « {status} » ; cette étape demande : {needed}.",
        "Die Idee ist „{status}“; dieser Schritt braucht: {needed}.",
    )


class ConsultationOpen(Conflict):
    """No decision while a mandatory case is open (invariant 1)."""

    slug = "consultation-open"
    title = Text("Consultation still open", "Consultation encore ouverte", "Beteiligung noch offen")
    advice = Text(
        "A duty to consult is still open towards: {bodies}. Decide when those cases are closed.",
        "Une consultation est encore due à : {bodies}. Décidez après la clôture de ces dossiers.",
        "Eine Beteiligung ist noch offen gegenüber: {bodies}. Entscheiden Sie, wenn diese Fälle geschlossen sind.",
    )


class OwnIdea(Forbidden):
    """Nobody decides on their own idea (invariant 3)."""

    slug = "own-idea"
    title = Text("Your own idea", "Votre propre idée", "Ihre eigene Idee")
    advice = Text(
        "Somebody else than an author decides. Hand it to another decision maker.",
        "Une autre personne qu'un auteur décide. Confiez-la à un autre décideur.",
        "Es entscheidet jemand, der nicht mitverfasst hat. Geben Sie sie weiter.",
    )


class UnknownQuestion(Invalid):
    """An answer to something the screen does not ask."""

    slug = "unknown-question"
    title = Text("Unknown question", "Question inconnue", "Unbekannte Frage")
    advice = Text(
        "The impact screen does not ask “{question}”. It asks: {known}.",
        "La grille d'impact ne demande pas « {question} ». Elle demande : {known}.",
        "Die Folgenprüfung fragt nicht „{question}“. Sie fragt: {known}.",
    )


class ReasonNeeded(Invalid):
    """A decision carries a coded reason; a refusal or deferral an appeal date too (invariant 7)."""

    slug = "reason-needed"
    title = Text("Reason needed", "Motif nécessaire", "Grund nötig")
    advice = Text(
        "{missing} is missing or unknown. Reason codes: {known}.",
        "{missing} manque ou est inconnu. Codes de motif : {known}.",
        "{missing} fehlt oder ist unbekannt. Codes: {known}.",
    )
