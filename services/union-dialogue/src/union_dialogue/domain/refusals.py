"""What a consultation refuses.

Conflict
├── WrongStep
├── PointsUnanswered
└── NoCalendar
Invalid
├── PointsNotNumbered
├── UnknownPoint
├── ReceiptOutside
└── MentionOutside
"""

from __future__ import annotations

from shared.errors import Conflict, Invalid, Text


class WrongStep(Conflict):
    """The step does not follow from the present state."""

    slug = "wrong-case-state"
    title = Text("Not possible in this state", "Impossible dans cet état", "In diesem Zustand nicht möglich")
    advice = Text(
        "The case is “{state}”; this step needs: {needed}.",
        "Le dossier est « {state} » ; cette étape demande : {needed}.",
        "Der Fall ist „{state}“; dieser Schritt braucht: {needed}.",
    )


class PointsUnanswered(Conflict):
    """A case closes when each point has its answer (invariant 8)."""

    slug = "points-unanswered"
    title = Text("Points without an answer", "Points sans réponse", "Punkte ohne Antwort")
    advice = Text(
        "Answer these points first: {numbers}.",
        "Répondez d'abord aux points : {numbers}.",
        "Beantworten Sie zuerst: {numbers}.",
    )


class NoCalendar(Conflict):
    """Without the body's calendar and regime no period can be counted."""

    slug = "calendar-unknown"
    title = Text("Calendar unknown", "Calendrier inconnu", "Kalender unbekannt")
    advice = Text(
        "The calendar or regime of the body is not known here yet. Ask the administrator to send it.",
        "Le calendrier ou le régime de l'instance n'est pas encore connu. Demandez à l'administrateur de l'envoyer.",
        "Kalender oder Regime des Gremiums sind hier noch nicht bekannt. Bitten Sie die Administration darum.",
    )


class PointsNotNumbered(Invalid):
    """Points are numbered from 1 without a gap."""

    slug = "points-not-numbered"
    title = Text("Points not numbered", "Points non numérotés", "Punkte nicht nummeriert")
    advice = Text(
        "Number the points 1, 2, 3 ... without a gap.",
        "Numérotez les points 1, 2, 3 ... sans trou.",
        "Nummerieren Sie die Punkte 1, 2, 3 ... ohne Lücke.",
    )


class UnknownPoint(Invalid):
    """An answer to a point that the opinion does not have."""

    slug = "unknown-point"
    title = Text("Unknown point", "Point inconnu", "Unbekannter Punkt")
    advice = Text(
        "The opinion has no point {number}.",
        "L'avis n'a pas de point {number}.",
        "Die Stellungnahme hat keinen Punkt {number}.",
    )


class ReceiptOutside(Invalid):
    """A receipt before the package, in the future, or so long ago that silence would take effect at once."""

    slug = "receipt-outside"
    title = Text("Receipt not possible then", "Réception impossible à ce moment", "Zugang zu dieser Zeit nicht möglich")
    advice = Text(
        "Give a moment between the package and now from which the period still runs.",
        "Indiquez un moment entre la remise du dossier et maintenant, à partir duquel le délai court encore.",
        "Geben Sie einen Zeitpunkt zwischen Vorlage und jetzt an, von dem an die Frist noch läuft.",
    )


class MentionOutside(Invalid):
    """Somebody is mentioned who may not enter the room; a notice would tell them of it."""

    slug = "mention-outside-room"
    title = Text("Mention outside the room", "Mention hors de la salle", "Erwähnung außerhalb des Raums")
    advice = Text(
        "Mention only those who may enter this room.",
        "Ne mentionnez que les personnes admises dans cette salle.",
        "Erwähnen Sie nur, wer diesen Raum betreten darf.",
    )
