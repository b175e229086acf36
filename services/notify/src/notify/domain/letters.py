"""The words around a sentence in an e-mail, in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.errors import Language, Text

GREETING = Text("Good day {name},", "Bonjour {name},", "Guten Tag {name},")
OPEN = Text("Open it", "Ouvrir", "Öffnen")
WHY = Text("Why you get this: {why}", "Pourquoi vous recevez ceci : {why}", "Warum Sie dies bekommen: {why}")
LAW = Text(
    "A period set by law depends on this message, so it cannot be switched off.",
    "Un délai légal dépend de ce message ; il ne peut donc être désactivé.",
    "Von dieser Nachricht hängt eine gesetzliche Frist ab, sie lässt sich daher nicht abschalten.",
)
LESS = Text("No more e-mails of this kind", "Ne plus recevoir d'e-mails de ce type", "Keine E-Mails dieser Art mehr")
ENDED = Text(
    "You get no more e-mails of this kind; the inbox still shows them.",
    "Vous ne recevrez plus d'e-mails de ce type ; la boîte les montre encore.",
    "Sie bekommen keine E-Mails dieser Art mehr; der Eingang zeigt sie weiterhin.",
)
ASK = Text(
    "Do you want no more e-mails of this kind?",
    "Ne plus recevoir d'e-mails de ce type ?",
    "Möchten Sie keine E-Mails dieser Art mehr?",
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What an e-mail says, in the reader's language; ``unsubscribe`` is None where a period set by law depends on it."""

    language: Language
    subject: str
    greeting: str
    link: str
    open: str
    why: str
    law: str | None
    unsubscribe: str | None
    less: str
    template: ClassVar[str] = "letter"


def letter(language: Language, name: str, sentence: str, why: str, *, link: str, unsubscribe: str | None) -> Letter:
    """The letter to a person about one notification."""
    return Letter(
        language=language,
        subject=sentence,
        greeting=GREETING.told_in(language).replace("{name}", name),
        link=link,
        open=OPEN.told_in(language),
        why=WHY.told_in(language).replace("{why}", why),
        law=None if unsubscribe else LAW.told_in(language),
        unsubscribe=unsubscribe,
        less=LESS.told_in(language),
    )


ENTRIES = (
    Text("1 notification in Parley", "1 notification dans Parley", "1 Nachricht in Parley"),
    Text("{count} notifications in Parley", "{count} notifications dans Parley", "{count} Nachrichten in Parley"),
)
WHY_DIGEST = Text(
    "Why you get this: these kinds of notification come to you once a day.",
    "Pourquoi vous recevez ceci : ces types de notification vous parviennent une fois par jour.",
    "Warum Sie dies bekommen: Diese Arten von Nachrichten kommen einmal am Tag zu Ihnen.",
)
NO_DIGEST = Text("No more digests", "Ne plus recevoir de résumés", "Keine Übersichten mehr")
DIGEST_ENDED = Text(
    "You get no more digests; the inbox still shows everything.",
    "Vous ne recevrez plus de résumés ; la boîte montre encore tout.",
    "Sie bekommen keine Übersichten mehr; der Eingang zeigt weiterhin alles.",
)
ASK_DIGEST = Text(
    "Do you want no more digests?",
    "Ne plus recevoir de résumés ?",
    "Möchten Sie keine Übersichten mehr?",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One notification in a digest."""

    sentence: str
    why: str
    link: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest says, in the reader's language."""

    language: Language
    subject: str
    greeting: str
    entries: tuple[Entry, ...]
    open: str
    why: str
    unsubscribe: str
    less: str
    template: ClassVar[str] = "digest"


def digest(language: Language, name: str, entries: tuple[Entry, ...], *, unsubscribe: str) -> Digest:
    """The digest for a person, oldest first."""
    subject = ENTRIES[len(entries) > 1].told_in(language).replace("{count}", str(len(entries)))
    return Digest(
        language=language,
        subject=subject,
        greeting=GREETING.told_in(language).replace("{name}", name),
        entries=entries,
        open=OPEN.told_in(language),
        why=WHY_DIGEST.told_in(language),
        unsubscribe=unsubscribe,
        less=NO_DIGEST.told_in(language),
    )
