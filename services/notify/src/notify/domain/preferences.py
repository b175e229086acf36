"""What somebody wants to be told, and how: by kind and channel."""

from __future__ import annotations

from dataclasses import dataclass

from notify.domain.kinds import KINDS
from notify.domain.refusals import RequiredByLaw


@dataclass(frozen=True, slots=True)
class Wanted:
    """The channels of a kind: the inbox, an e-mail at once, the daily digest."""

    inbox: bool
    mail: bool
    digest: bool


def default(kind: str) -> Wanted:
    """What holds until somebody says otherwise: duties and answers at once, the rest once a day."""
    at_once = KINDS[kind].mail or KINDS[kind].law
    return Wanted(inbox=True, mail=at_once, digest=not at_once)


def choose(kind: str, wanted: Wanted) -> Wanted:
    """A choice; what a period set by law depends on stays in the inbox and comes by e-mail at once."""
    if KINDS[kind].law and not (wanted.inbox and wanted.mail):
        raise RequiredByLaw(pointer="/inbox" if not wanted.inbox else "/mail", kind=kind)
    return wanted
