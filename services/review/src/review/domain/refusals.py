"""What peer review refuses.

NotFound
└── (shared) Unknown
Conflict
├── AuthorMayNotReview
├── SuperiorMayNotReview
├── AlreadyAssigned
├── ConflictDeclaredBefore
├── AlreadySubmitted
└── RoundIsConcluded
Invalid
├── UnknownCriterion
└── ReviewIncomplete
"""

from __future__ import annotations

from shared.errors import Conflict, Invalid, Text


class AuthorMayNotReview(Conflict):
    """Nobody reviews their own idea (invariant 3)."""

    slug = "author-may-not-review"
    title = Text("An author may not review", "Un auteur ne peut pas évaluer", "Wer es verfasst hat, begutachtet nicht")
    advice = Text(
        "This person is an author of the idea. Assign somebody else.",
        "Cette personne est auteur de l'idée. Désignez quelqu'un d'autre.",
        "Diese Person hat die Idee mitverfasst. Weisen Sie jemand anderen zu.",
    )


class SuperiorMayNotReview(Conflict):
    """Nobody reviews an idea of somebody they manage (invariant 3)."""

    slug = "manager-may-not-review"
    title = Text(
        "A manager of an author may not review",
        "Un responsable d'un auteur ne peut pas évaluer",
        "Vorgesetzte der Verfasser begutachten nicht",
    )
    advice = Text(
        "This person is in an author's line of management. Assign somebody from another line.",
        "Cette personne est dans la ligne hiérarchique d'un auteur. Désignez quelqu'un d'une autre ligne.",
        "Diese Person ist einem Verfasser vorgesetzt. Weisen Sie jemanden aus einer anderen Linie zu.",
    )


class AlreadyAssigned(Conflict):
    """One person reviews once in a round."""

    slug = "already-assigned"
    title = Text("Already assigned", "Déjà désigné", "Schon zugewiesen")
    advice = Text(
        "This person is already a reviewer of this round.",
        "Cette personne évalue déjà dans ce tour.",
        "Diese Person begutachtet in dieser Runde schon.",
    )


class ConflictDeclaredBefore(Conflict):
    """Who declared a conflict stays out of the round."""

    slug = "conflict-declared"
    title = Text("Conflict of interest declared", "Conflit d'intérêts déclaré", "Interessenkonflikt erklärt")
    advice = Text(
        "This person declared a conflict of interest in this round. Assign somebody else.",
        "Cette personne a déclaré un conflit d'intérêts dans ce tour. Désignez quelqu'un d'autre.",
        "Diese Person hat in dieser Runde einen Interessenkonflikt erklärt. Weisen Sie jemand anderen zu.",
    )


class AlreadySubmitted(Conflict):
    """A submitted review is final."""

    slug = "review-already-submitted"
    title = Text("Review already submitted", "Évaluation déjà remise", "Gutachten schon abgegeben")
    advice = Text(
        "Your review is submitted and can no longer be changed.",
        "Votre évaluation est remise et ne peut plus être modifiée.",
        "Ihr Gutachten ist abgegeben und lässt sich nicht mehr ändern.",
    )


class RoundIsConcluded(Conflict):
    """The quorum was reached; nothing more is taken."""

    slug = "round-concluded"
    title = Text("Round concluded", "Tour clos", "Runde abgeschlossen")
    advice = Text(
        "This review round is concluded and takes no more changes.",
        "Ce tour d'évaluation est clos et n'accepte plus de modification.",
        "Diese Begutachtungsrunde ist abgeschlossen und nimmt nichts mehr an.",
    )


class UnknownCriterion(Invalid):
    """A score for something the round's rubric does not ask."""

    slug = "unknown-criterion"
    title = Text("Unknown criterion", "Critère inconnu", "Unbekanntes Kriterium")
    advice = Text(
        "The rubric has no criterion “{criterion}”. It has: {known}.",
        "La grille n'a pas de critère « {criterion} ». Elle a : {known}.",
        "Der Bogen hat kein Kriterium „{criterion}“. Er hat: {known}.",
    )


class ReviewIncomplete(Invalid):
    """A review is submitted with a score for each criterion."""

    slug = "review-incomplete"
    title = Text("Review incomplete", "Évaluation incomplète", "Gutachten unvollständig")
    advice = Text("Give a score for: {missing}.", "Donnez une note pour : {missing}.", "Bewerten Sie noch: {missing}.")
