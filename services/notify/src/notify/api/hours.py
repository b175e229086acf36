"""When e-mail may come: quiet hours, the daily digest, and what stands in the next one."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Annotated, Self

from pydantic import BaseModel, Field, PlainSerializer, PlainValidator

from notify import actions
from notify.api.models import NotificationView
from notify.domain.hours import DIGEST_AT, Day, Days, Hours, Quiet
from notify.store import digests, hours
from shared.errors import Unfit
from shared.http import Page, PageOf, Signed, UnitOfWork, example, page_of
from shared.http import router as open_router

router = open_router(tags=["notify"])


_UNFIT = Unfit(
    "Write a time of the day as hours and minutes, for example 07:30.",
    "Écrivez une heure du jour en heures et minutes, par exemple 07:30.",
    "Schreiben Sie eine Uhrzeit in Stunden und Minuten, etwa 07:30.",
)
_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d$"


def _read(value: object) -> time:
    """As it is written in JSON, or a time already."""
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.fullmatch(_PATTERN, value, re.ASCII):
        raise _UNFIT
    return time.fromisoformat(value)


def _said(value: time | str) -> str:
    """As it is read; a default is written so already."""
    return value if isinstance(value, str) else f"{value:%H:%M}"


TimeOfDay = Annotated[
    time,
    PlainValidator(_read, json_schema_input_type=Annotated[str, Field(pattern=_PATTERN)]),
    PlainSerializer(_said, return_type=Annotated[str, Field(pattern=_PATTERN)]),
]


class QuietHours(BaseModel):
    """No e-mail between two times of the day; over midnight when it begins later than it ends."""

    model_config = example(starts="19:00", ends="07:00")
    starts: TimeOfDay
    ends: TimeOfDay


class HoursChoice(BaseModel):
    """When e-mail may reach the caller."""

    model_config = example(
        quiet={"starts": "19:00", "ends": "07:00"},
        digest_at="07:30",
        digest_on="working-days",
    )
    quiet: QuietHours | None = Field(default=None, description="null: e-mail may come at any hour")
    digest_at: TimeOfDay = Field(
        default=f"{DIGEST_AT:%H:%M}", validate_default=True, description="when in the day the digest comes"
    )
    digest_on: Days = Field(default="working-days", description="on working days at the caller's seat, or every day")

    def meant(self) -> Hours:
        quiet = Quiet(self.quiet.starts, self.quiet.ends) if self.quiet else None
        return Hours(quiet, self.digest_at, self.digest_on)


class HoursView(HoursChoice):
    """What the caller chose, or what is usual, and what follows from it now."""

    zone_in_force: str = Field(
        description="the time zone that the caller chose at `/api/people`, else that of their seat"
    )
    quiet_until: datetime | None = Field(description="until when e-mail is held now; null: it is not")
    next_digest_at: datetime = Field(description="when a digest comes, if anything is in it")

    @classmethod
    def of(cls, day: Day, now: datetime) -> Self:
        chosen = day.hours
        quiet = QuietHours(starts=chosen.quiet.starts, ends=chosen.quiet.ends) if chosen.quiet else None
        return cls(
            quiet=quiet,
            digest_at=chosen.digest_at,
            digest_on=chosen.digest_on,
            zone_in_force=str(day.zone),
            quiet_until=day.quiet_until(now),
            next_digest_at=day.next_digest(now),
        )


@router.get("/preferences/hours", summary="When e-mail may reach me")
async def get_hours(tx: UnitOfWork, signed: Signed) -> HoursView:
    """The caller's quiet hours and the time of their daily digest. What a period set by law depends on keeps to neither."""
    await actions.reader(tx, signed.person_id)
    return HoursView.of(await hours.day(tx, signed.person_id), tx.now)


@router.put("/preferences/hours", summary="Say when e-mail may reach me")
async def set_hours(tx: UnitOfWork, signed: Signed, body: HoursChoice) -> HoursView:
    """Choose quiet hours, in which e-mail is held and the inbox is not, and when the daily digest comes. It counts for
    what waits too. What a period set by law depends on keeps to neither.
    """
    await actions.reader(tx, signed.person_id)
    await actions.set_hours(tx, signed.person_id, body.meant())
    return HoursView.of(await hours.day(tx, signed.person_id), tx.now)


@router.get("/notifications/digest", summary="What my next digest will say")
async def list_digest(tx: UnitOfWork, signed: Signed, page: Page) -> PageOf[NotificationView]:
    """The caller's notifications that wait for their daily digest, oldest first: what they may see now and want by
    e-mail. Each stands in one digest that is sent, and in no other.
    """
    who = await actions.reader(tx, signed.person_id)
    unwanted = await actions.unwanted(tx, signed.person_id)
    rows = await digests.next_content(tx, who, unwanted, page.after_id, page.fetch)
    lines = [NotificationView.of(row, signed.locale) for row in rows]
    return page_of(page, lines, key=lambda line: (str(line.notification_id),))
