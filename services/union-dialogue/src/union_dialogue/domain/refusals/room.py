"""What a room refuses."""

from __future__ import annotations

from shared.errors import Forbidden, Invalid, Text


class MentionOutside(Invalid):
    """Somebody is mentioned who may not enter the room; a notice would tell them of it."""

    slug = "mention-outside-room"
    title = Text("Mention outside the room", "Mention hors de la salle", "Erwähnung außerhalb des Raums")
    advice = Text(
        "Mention only those who may enter this room.",
        "Ne mentionnez que les personnes admises dans cette salle.",
        "Erwähnen Sie nur, wer diesen Raum betreten darf.",
    )


class NotYourMessage(Forbidden):
    """Only its author changes a message."""

    slug = "not-your-message"
    title = Text("Not your message", "Pas votre message", "Nicht Ihre Nachricht")
    advice = Text(
        "Only its author can change a message. Answer it instead.",
        "Seul son auteur peut modifier un message. Répondez-y plutôt.",
        "Nur wer sie schrieb, kann eine Nachricht ändern. Antworten Sie stattdessen.",
    )
