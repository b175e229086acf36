"""What peer review refuses.

NotFound
└── (shared) Unknown
Forbidden
└── OwnIdea
Conflict
├── AuthorMayNotReview
├── SuperiorMayNotReview
├── AlreadyAssigned
├── ConflictDeclaredBefore
├── AlreadySubmitted
├── ReleasedFromRound
├── ExcludedFromRound
├── TooFewReviews
├── NotesAreClosed
└── RoundIsOver
Invalid
├── UnknownCriterion
├── NotLater
└── ReviewIncomplete
"""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, Text


class AuthorMayNotReview(Conflict):
    """Nobody reviews their own idea (invariant 3)."""

    slug = "author-may-not-review"
    title = Text("An author may not review", "Un auteur ne peut pas évaluer", "Wer es verfasst hat, begutachtet nicht")
    advice = Text(
        "This person is an author of the idea or of one merged into it. Assign somebody else.",
        "Cette personne est auteur de l'idée ou d'une idée fusionnée avec elle. Désignez quelqu'un d'autre.",
        "Diese Person hat die Idee oder eine mit ihr zusammengeführte mitverfasst. Weisen Sie jemand anderen zu.",
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


_ROUND_STATES: dict[str, Text] = {
    "open": Text("open", "ouvert", "offen"),
    "calibrating": Text("calibrating", "en calibrage", "im Abgleich"),
    "concluded": Text("concluded", "clos", "abgeschlossen"),
    "cancelled": Text("cancelled", "annulé", "abgebrochen"),
}


class RoundIsOver(Conflict):
    """What the round's state does not take any more: it calibrates, is concluded or was cancelled."""

    slug = "round-over"
    title = Text("Not in this state of the round", "Impossible à ce stade du tour", "In diesem Stand der Runde nicht")
    advice = Text(
        "This review round is {state} and does not take this any more. Load it again to see where it stands.",
        "Ce tour d'évaluation est à l'état « {state} » et ne l'accepte plus. Rechargez-le pour voir où il en est.",
        "Diese Begutachtungsrunde ist im Stand „{state}“ und nimmt das nicht mehr an. Laden Sie sie neu.",
    )

    def __init__(self, state: str) -> None:
        super().__init__(state=_ROUND_STATES[state])


class ReleasedFromRound(Conflict):
    """A reviewer who was let go writes no review."""

    slug = "assignment-released"
    title = Text("Assignment released", "Désignation levée", "Zuweisung aufgehoben")
    advice = Text(
        "You were released from this review; nothing is owed any more.",
        "Vous avez été déchargé de cette évaluation ; plus rien n'est dû.",
        "Sie wurden von diesem Gutachten entbunden; es steht nichts mehr aus.",
    )


class ExcludedFromRound(Conflict):
    """The scheme office noted a conflict of interest of this person (invariant 3)."""

    slug = "reviewer-excluded"
    title = Text("Excluded from this round", "Exclu de ce tour", "Von dieser Runde ausgeschlossen")
    advice = Text(
        "A conflict of interest of this person is on record for this round. Assign somebody else.",
        "Un conflit d'intérêts de cette personne est consigné pour ce tour. Désignez quelqu'un d'autre.",
        "Für diese Runde ist ein Interessenkonflikt dieser Person vermerkt. Weisen Sie jemand anderen zu.",
    )


class OwnIdea(Forbidden):
    """Nobody runs the review of an idea of their own, for they would see who reviews it, or one in which they have an
    interest (invariants 3 and 4).
    """

    slug = "own-round"
    title = Text("Not yours to run", "Pas à vous de conduire", "Nicht Ihre Runde")
    advice = Text(
        "You are an author of this idea, or have an interest in it. Ask a colleague of the scheme office to run its review.",
        "Vous êtes auteur de cette idée, ou y avez un intérêt. Demandez à un collègue du bureau de conduire son évaluation.",
        "Sie haben diese Idee mitverfasst oder sind befangen. Bitten Sie jemanden aus der Ideenstelle, die Begutachtung zu führen.",
    )


class TooFewReviews(Conflict):
    """A round is ended by hand only with enough reviews, and not before its day has passed."""

    slug = "too-few-reviews"
    title = Text("Too few reviews", "Trop peu d'évaluations", "Zu wenige Gutachten")
    advice = Text(
        "There are {done} of {needed} reviews, due on {due_on}. Wait, extend the round or assign somebody else.",
        "Il y a {done} évaluations sur {needed}, attendues pour le {due_on}. Attendez, prolongez ou désignez quelqu'un.",
        "Es gibt {done} von {needed} Gutachten, fällig am {due_on}. Warten, verlängern oder jemand anderen zuweisen.",
    )


class NotesAreClosed(Conflict):
    """Reviewers read each other's notes only after they have handed in, so that nobody is swayed."""

    slug = "review-first"
    title = Text("Hand in your review first", "Remettez d'abord votre évaluation", "Geben Sie erst Ihr Gutachten ab")
    advice = Text(
        "You see the notes and the spread after you have handed in your own review.",
        "Vous verrez les notes et l'écart après avoir remis votre propre évaluation.",
        "Notizen und Streuung sehen Sie, sobald Ihr eigenes Gutachten abgegeben ist.",
    )


class NotLater(Invalid):
    """An extension leads to a later day."""

    slug = "not-later"
    title = Text("Not a later day", "Pas une date ultérieure", "Kein späterer Tag")
    advice = Text(
        "Choose a day after {due_on}.",
        "Choisissez un jour après le {due_on}.",
        "Wählen Sie einen Tag nach dem {due_on}.",
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
