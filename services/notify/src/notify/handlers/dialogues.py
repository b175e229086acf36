"""What is told of consultations: to those with a mandate that is valid now, to the employer's side, to whom a room is open."""

from __future__ import annotations

from notify import actions
from notify.domain.access import room_keys
from shared.db import Tx
from shared.events import union_dialogue
from shared.service import Handlers


async def on_case_prepared(tx: Tx, event: union_dialogue.CasePrepared) -> None:
    await actions.learn_case(tx, event)
    await actions.tell_role(tx, "consultation-officer", event.idea_id, event.type, link=_case(event))


async def on_body_is_owed(
    tx: Tx,
    event: union_dialogue.PackageProvided
    | union_dialogue.ResponsePublished
    | union_dialogue.ClockStarted
    | union_dialogue.ClockChanged,
) -> None:
    await actions.tell_body(tx, event, link=_case(event), but=event.by)


async def on_message(tx: Tx, event: union_dialogue.MessagePosted | union_dialogue.MessageEdited) -> None:
    """Whom a message mentions, as far as the room exists for them."""
    keys = room_keys(event.room, event.body_id, event.case_id)
    people = set(event.mentions) - {event.by}
    await actions.tell(tx, people, event.idea_id, event.type, "mentioned", link=_case(event), open_to=keys)


async def on_opinion(tx: Tx, event: union_dialogue.OpinionDelivered | union_dialogue.OpinionDeemed) -> None:
    await actions.tell_role(tx, "consultation-officer", event.idea_id, event.type, link=_case(event))
    if isinstance(event, union_dialogue.OpinionDeemed):
        await actions.tell_body(tx, event, link=_case(event))


async def on_case_closed(tx: Tx, event: union_dialogue.CaseClosed | union_dialogue.CaseWithdrawn) -> None:
    """Besides the body: who decides next, or whose documents are not owed any more."""
    await actions.tell_body(tx, event, link=_case(event), but=event.by)
    role = "decision-maker" if isinstance(event, union_dialogue.CaseClosed) else "consultation-officer"
    link = f"/api/ideas/{event.idea_id}" if role == "decision-maker" else _case(event)
    await actions.tell_role(tx, role, event.idea_id, event.type, link=link, but=event.by)


async def on_substitute(tx: Tx, event: union_dialogue.SubstituteSeated | union_dialogue.SubstituteReleased) -> None:
    await actions.seat(tx, event)
    await actions.tell(tx, [event.person_id], event.idea_id, event.type, "mandate", link=f"/api/ideas/{event.idea_id}")


async def on_left_out(tx: Tx, event: union_dialogue.MembersLeftOut) -> None:
    await actions.leave_out(tx, event)


def _case(event: union_dialogue.CaseEvent) -> str:
    return f"/api/cases/{event.case_id}"


HANDLERS: Handlers = {
    union_dialogue.CasePrepared: on_case_prepared,
    union_dialogue.PackageProvided: on_body_is_owed,
    union_dialogue.ClockStarted: on_body_is_owed,
    union_dialogue.ClockChanged: on_body_is_owed,
    union_dialogue.MessagePosted: on_message,
    union_dialogue.MessageEdited: on_message,
    union_dialogue.MembersLeftOut: on_left_out,
    union_dialogue.SubstituteSeated: on_substitute,
    union_dialogue.SubstituteReleased: on_substitute,
    union_dialogue.OpinionDelivered: on_opinion,
    union_dialogue.OpinionDeemed: on_opinion,
    union_dialogue.ResponsePublished: on_body_is_owed,
    union_dialogue.CaseClosed: on_case_closed,
    union_dialogue.CaseWithdrawn: on_case_closed,
}
