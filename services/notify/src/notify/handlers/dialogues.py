"""What is told of consultations: to those with a mandate that is valid now, to the employer's side, to whom a room is
open; and what each side owes the other.
"""

from __future__ import annotations

from notify import actions
from notify.domain.access import room_keys
from notify.domain.reminders import Whom
from shared.db import Tx
from shared.events import union_dialogue
from shared.events.union_dialogue import CaseEvent
from shared.service import Handlers

OFFICE = "consultation-officer"
OWED = ("reminder.package", "reminder.receipt", "reminder.opinion", "reminder.answers")


async def on_case_prepared(tx: Tx, event: union_dialogue.CasePrepared) -> None:
    await actions.learn_case(tx, event)
    await _tell_office(tx, event)
    await _owed_by_office(tx, "reminder.package", event)


async def on_package_provided(tx: Tx, event: union_dialogue.PackageProvided) -> None:
    await actions.settle(tx, ("reminder.package",), event.case_id)
    await _tell_body(tx, event)
    await actions.owe(tx, "reminder.receipt", event, _body(event), of=event.case_id, link=_case(event))


async def on_package_received(tx: Tx, event: union_dialogue.PackageReceived) -> None:
    await actions.settle(tx, ("reminder.receipt",), event.case_id)
    await _tell_office(tx, event)


async def on_completeness_disputed(tx: Tx, event: union_dialogue.CompletenessDisputed) -> None:
    await _tell_body(tx, event)
    await _tell_office(tx, event)
    await _owed_by_office(tx, "reminder.package", event)


async def on_completeness_settled(tx: Tx, event: union_dialogue.CompletenessSettled) -> None:
    await actions.settle(tx, ("reminder.package",), event.case_id)
    await _tell_body(tx, event)
    await _tell_office(tx, event)


async def on_clock(tx: Tx, event: union_dialogue.ClockStarted | union_dialogue.ClockChanged) -> None:
    """The body hears by when its opinion is due. That it is another day both sides hear."""
    last_day = await actions.last_day(tx, event)
    link = _case(event)
    await actions.tell_body(tx, event, link=link, but=event.by, last_day=last_day)
    if isinstance(event, union_dialogue.ClockChanged):
        await _tell_office(tx, event)
    await actions.owe(tx, "reminder.opinion", event, _body(event), of=event.case_id, link=link, last_day=last_day)


async def on_clock_stopped(tx: Tx, event: union_dialogue.ClockStopped) -> None:
    await actions.settle(tx, ("reminder.opinion",), event.case_id)
    await _tell_body(tx, event)
    await _tell_office(tx, event)


async def on_clock_expired(tx: Tx, event: union_dialogue.ClockExpired) -> None:
    """What silence means is told by an event of its own."""
    await actions.settle(tx, ("reminder.opinion",), event.case_id)


async def on_message(tx: Tx, event: union_dialogue.MessagePosted | union_dialogue.MessageEdited) -> None:
    """Whom a message mentions, as far as the room exists for them."""
    keys = room_keys(event.room, event.body_id, event.case_id)
    people = set(event.mentions) - {event.by}
    await actions.tell(tx, people, event.idea_id, event.type, "mentioned", link=_case(event), open_to=keys)


async def on_opinion_delivered(tx: Tx, event: union_dialogue.OpinionDelivered) -> None:
    await actions.settle(tx, ("reminder.receipt", "reminder.opinion"), event.case_id)
    await _tell_office(tx, event)
    await _owed_by_office(tx, "reminder.answers", event)


async def on_opinion_corrected(tx: Tx, event: union_dialogue.OpinionCorrected) -> None:
    await _tell_office(tx, event)
    await _tell_body(tx, event)


async def on_opinion_deemed(tx: Tx, event: union_dialogue.OpinionDeemed) -> None:
    await actions.settle(tx, ("reminder.opinion",), event.case_id)
    await _tell_office(tx, event)
    await _tell_body(tx, event)


async def on_response(tx: Tx, event: union_dialogue.ResponsePublished | union_dialogue.ResponseCorrected) -> None:
    await _tell_body(tx, event)


async def on_case_closed(tx: Tx, event: union_dialogue.CaseClosed | union_dialogue.CaseWithdrawn) -> None:
    """Besides the body: who decides next, or whose documents are not owed any more."""
    await actions.settle(tx, OWED, event.case_id)
    await actions.end_case(tx, event)
    await _tell_body(tx, event)
    if isinstance(event, union_dialogue.CaseWithdrawn):
        await _tell_office(tx, event)
    else:
        link = f"/api/ideas/{event.idea_id}"
        await actions.tell_role(tx, "decision-maker", event.idea_id, event.type, link=link, but=event.by)


async def on_substitute(tx: Tx, event: union_dialogue.SubstituteSeated | union_dialogue.SubstituteReleased) -> None:
    await actions.seat(tx, event)
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "mandate", link=f"/api/ideas/{event.idea_id}")


async def on_left_out(tx: Tx, event: union_dialogue.MembersLeftOut) -> None:
    await actions.leave_out(tx, event)


async def _tell_body(tx: Tx, event: CaseEvent) -> None:
    await actions.tell_body(tx, event, link=_case(event), but=event.by)


async def _tell_office(tx: Tx, event: CaseEvent) -> None:
    await actions.tell_role(tx, OFFICE, event.idea_id, event.type, link=_case(event), but=event.by)


async def _owed_by_office(tx: Tx, kind: str, event: CaseEvent) -> None:
    """By the employer's side; the working days are those at the body's seat, as for the period."""
    whom = Whom(role=OFFICE, body_id=event.body_id, case_id=event.case_id)
    await actions.owe(tx, kind, event, whom, of=event.case_id, link=_case(event))


def _body(event: CaseEvent) -> Whom:
    return Whom(body_id=event.body_id, case_id=event.case_id)


def _case(event: CaseEvent) -> str:
    return f"/api/cases/{event.case_id}"


HANDLERS: Handlers = {
    union_dialogue.CasePrepared: on_case_prepared,
    union_dialogue.PackageProvided: on_package_provided,
    union_dialogue.PackageReceived: on_package_received,
    union_dialogue.CompletenessDisputed: on_completeness_disputed,
    union_dialogue.CompletenessSettled: on_completeness_settled,
    union_dialogue.ClockStarted: on_clock,
    union_dialogue.ClockChanged: on_clock,
    union_dialogue.ClockStopped: on_clock_stopped,
    union_dialogue.ClockExpired: on_clock_expired,
    union_dialogue.MessagePosted: on_message,
    union_dialogue.MessageEdited: on_message,
    union_dialogue.MembersLeftOut: on_left_out,
    union_dialogue.SubstituteSeated: on_substitute,
    union_dialogue.SubstituteReleased: on_substitute,
    union_dialogue.OpinionDelivered: on_opinion_delivered,
    union_dialogue.OpinionCorrected: on_opinion_corrected,
    union_dialogue.OpinionDeemed: on_opinion_deemed,
    union_dialogue.ResponsePublished: on_response,
    union_dialogue.ResponseCorrected: on_response,
    union_dialogue.CaseClosed: on_case_closed,
    union_dialogue.CaseWithdrawn: on_case_closed,
}
