"""What somebody wants to be told, and how: by kind and channel."""

from __future__ import annotations

from dataclasses import dataclass

from notify.domain.kinds import KINDS
from notify.domain.refusals import RequiredByLaw


@dataclass(frozen=True, slots=True)
class Wanted:
    """The channels of a kind: the inbox, an e-mail."""

    inbox: bool
    mail: bool


def default(kind: str) -> Wanted:
    """What holds until somebody says otherwise: the inbox shows all, duties and answers come by e-mail too."""
    return Wanted(inbox=True, mail=KINDS[kind].mail or KINDS[kind].law)


def choose(kind: str, wanted: Wanted) -> Wanted:
    """A choice; what a period set by law depends on stays in the inbox and comes by e-mail."""
    if KINDS[kind].law and not (wanted.inbox and wanted.mail):
        raise RequiredByLaw(pointer="/inbox" if not wanted.inbox else "/mail", kind=kind)
    return wanted
