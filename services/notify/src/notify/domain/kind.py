"""What holds for a kind of notification."""

from __future__ import annotations

from dataclasses import dataclass

from shared.errors import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """``law``: a period set by law depends on it, so it is never muted, held or put into a digest. ``mail``: by e-mail
    at once unless one says otherwise; the others come in the digest. ``blind``: says something of reviewers, so no
    author of the idea gets it (invariant 4).
    """

    about: Text
    law: bool = False
    mail: bool = False
    blind: bool = False


def about(en: str, fr: str, de: str, *, law: bool = False, mail: bool = False, blind: bool = False) -> Kind:
    """A kind from its words."""
    return Kind(Text(en, fr, de), law, mail, blind)
