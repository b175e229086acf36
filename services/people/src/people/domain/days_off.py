"""What a calendar may say: local holidays, closure days, and the agreement that lets these not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from people.domain.refusals import calendars as refused

Form = Literal["written", "electronic"]
"""An oral agreement has no effect (BPersVG s.70(3) sent. 3)."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides agreed on closure days: its title, its day, its form, and where it is filed."""

    title: str
    agreed_on: date
    form: Form
    reference: str | None = None

    @property
    def text(self) -> str:
        """As people.v1 tells it."""
        return ", ".join(filter(None, (self.title, self.agreed_on.isoformat(), self.form, self.reference)))


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days of a calendar on which a seat does not work, and whether closure days count in periods all the same."""

    local_holidays: Sequence[date]
    closure_days: Sequence[date]
    closure_days_count: bool
    agreement: Agreement | None

    def refuse_wrong(self, today: date) -> None:
        """DayTwice, AgreementMissing, AgreementIdle, AgreementAhead."""
        self._refuse_twice()
        if not self.closure_days_count and self.agreement is None:
            raise refused.AgreementMissing(pointer="/agreement")
        if self.agreement is None:
            return
        if self.closure_days_count or not self.closure_days:
            raise refused.AgreementIdle(pointer="/closure_days_count")
        if self.agreement.agreed_on > today:
            raise refused.AgreementAhead(pointer="/agreement/agreed_on", agreed_on=self.agreement.agreed_on)

    def _refuse_twice(self) -> None:
        seen: set[date] = set()
        named = (("local_holidays", self.local_holidays), ("closure_days", self.closure_days))
        for pointer, day in chain.from_iterable(
            ((f"/{name}/{place}", day) for place, day in enumerate(days)) for name, days in named
        ):
            if day in seen:
                raise refused.DayTwice(pointer=pointer, day=day)
            seen.add(day)
