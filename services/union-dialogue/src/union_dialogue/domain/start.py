"""When a period begins: the day of receipt at the seat, unless an objection in time or added information says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from union_dialogue.domain.facts import Dispute, Facts
from union_dialogue.domain.length import Length
from union_dialogue.domain.period import ended
from union_dialogue.domain.reasons import Reason
from union_dialogue.domain.regimes import Regime
from union_dialogue.domain.seat import Seat


@dataclass(frozen=True, slots=True)
class Start:
    """Day zero, and the other one of a disputed rule; no day zero: nothing runs until the package is completed."""

    zero: date | None
    other: date | None
    reasons: tuple[Reason, ...]


def begun(regime: Regime, seat: Seat, facts: Facts, length: Length) -> Start:
    """Day zero from the receipt, then from each objection and each addition, in the order in which they came."""
    zero, other, said = _received(regime, seat, facts)
    for dispute in facts.disputes:
        last = _last(regime, seat, facts, length, (zero, other))
        if not _counts(regime, dispute, last):
            said.append(Reason(_why_not(regime), dispute.raised_on))
            added = dispute.completed_on if regime.objection == "no-effect" else None
            other, told = _added(regime, added, last, zero, other)
            said += told
        elif dispute.completed_on is None:
            return Start(None, None, (*said, Reason("waiting-for-completion", dispute.raised_on)))
        else:
            zero, other = dispute.completed_on, None
            said.append(Reason("restart-on-completion", zero, {"on": dispute.raised_on.isoformat()}))
    for addition in facts.happened:
        if addition.kind == "information-added":
            last = _last(regime, seat, facts, length, (zero, other))
            other, told = _added(regime, addition.on, last, zero, other)
            said += told
    return Start(zero, other, (*said, Reason("day-zero", zero)))


def _received(regime: Regime, seat: Seat, facts: Facts) -> tuple[date, date | None, list[Reason]]:
    """The day of receipt; for what merely arrived in the mailbox, the other one too."""
    received_at = facts.received_at
    assert received_at is not None  # noqa: S101 - who counts knows when it was received
    day, said = seat.date_of(received_at), list[Reason]()
    if received_at.date() != day:
        said.append(Reason("zone-converted", day, {"name": seat.zone}))
    after_hours = _after_hours(received_at, facts, seat)
    if facts.mode == "mailbox" and regime.mailbox == "disputed" and (after_hours or not seat.works(day)):
        counts = seat.next_working_day(day + timedelta(days=1))
        return counts, day, [*said, Reason("mailbox-next-working-day", counts, {"on": day.isoformat()})]
    if seat.rests(day):
        said.append(Reason("received-on-non-working-day", day, {"name": seat.holiday(day)}))
    return day, None, said


def _after_hours(received_at: datetime, facts: Facts, seat: Seat) -> bool:
    local = received_at.astimezone(ZoneInfo(seat.zone))
    return facts.service_ends is not None and local.time() >= facts.service_ends


def _last(regime: Regime, seat: Seat, facts: Facts, length: Length, zeros: tuple[date, date | None]) -> date | None:
    """The last day so far, the later one if disputed; None where no length is agreed."""
    if length.span is None:
        return None
    moves = regime.rest_day_end != "stands"
    return max(ended(regime, seat, facts, length, zero, moves=moves).last_day for zero in zeros if zero)


def _counts(regime: Regime, dispute: Dispute, last: date | None) -> bool:
    """Whether an objection stops the period. Documents that the law asks for are another matter than more of them."""
    if dispute.kind == "statutory-documents-missing":
        return True
    return regime.objection == "restarts" and (last is None or dispute.raised_on <= last)


def _why_not(regime: Regime) -> str:
    return "objection-no-effect" if regime.objection == "no-effect" else "objection-too-late"


def _added(
    regime: Regime, on: date | None, last: date | None, zero: date, other: date | None
) -> tuple[date | None, list[Reason]]:
    """Information added of one's own accord within the period: another day zero, where that is disputed."""
    disputed = regime.added_information == "disputed"
    if on is None or not disputed or on <= zero or (last is not None and on > last):
        return other, []
    return on, [Reason("information-added", on)]
