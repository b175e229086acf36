"""What somebody wants to be told, and how: by kind and channel."""

from __future__ import annotations

from dataclasses import dataclass

from notify.domain.kinds import KINDS
from notify.domain.refusals import RequiredByLaw, ToldTwice


@dataclass(frozen=True, slots=True)
class Wanted:
    """The channels of a kind: the inbox, an e-mail at once, the daily digest."""

    inbox: bool
    mail: bool
    digest: bool = False

    @property
    def by_mail(self) -> bool:
        """Whether it comes by e-mail at all."""
        return self.mail or self.digest


def default(kind: str) -> Wanted:
    """What holds until somebody says otherwise: the inbox shows all; duties and answers come by e-mail at once, the
    rest in the digest.
    """
    at_once = KINDS[kind].mail or KINDS[kind].law
    return Wanted(inbox=True, mail=at_once, digest=not at_once)


def in_force(kind: str, said: Wanted | None) -> Wanted:
    """What counts; what a period set by law depends on reaches everybody at once, whatever they said."""
    usual = default(kind)
    return usual if said is None or KINDS[kind].law else said


def choose(kind: str, wanted: Wanted) -> Wanted:
    """A choice; what a period set by law depends on stays in the inbox and comes by e-mail at once."""
    if KINDS[kind].law and wanted != default(kind):
        at_fault = "/inbox" if not wanted.inbox else "/mail" if not wanted.mail else "/digest"
        raise RequiredByLaw(pointer=at_fault, kind=kind)
    if wanted.mail and wanted.digest:
        raise ToldTwice(pointer="/digest")
    return wanted
