"""Who may enter which room, and what is told of a message."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.unit.union_dialogue.cases import BODY, CHAIR, MANAGEMENT, running

from shared.errors import StaleVersion
from union_dialogue.domain import rooms
from union_dialogue.domain.refusals import NotYourMessage
from union_dialogue.domain.rooms import Message, may_enter

NEW = uuid4()


def a_message(room: rooms.Room = "joint") -> Message:
    return Message(uuid4(), uuid4(), room, CHAIR, "secret words", (uuid4(),), edition=1)


@pytest.mark.parametrize("represents", [True, False])
@pytest.mark.parametrize("manages", [True, False])
def test_each_room_has_its_people(represents: bool, manages: bool) -> None:
    open_ = [room for room in rooms.ROOMS if may_enter(room, represents=represents, manages=manages)]
    assert ("representatives" in open_) == represents
    assert ("management" in open_) == manages
    assert ("joint" in open_) == (represents or manages)


def test_the_own_room_tells_neither_who_spoke_nor_under_which_mandate_nor_a_word() -> None:
    case = running()
    for room, by, mandate in (("representatives", None, None), ("joint", BODY.by, BODY.mandate_id)):
        message = a_message(room)  # type: ignore[arg-type]
        _, (posted,) = rooms.post(case, message, BODY)
        _, _, (edited,) = rooms.edit(case, message, 1, ("other secret", [NEW]), BODY)
        for event in (posted, edited):
            assert (event.by, event.acting_for) == (by, mandate)
            assert "secret" not in event.model_dump_json()


def test_a_message_counts_for_those_who_hear_but_leaves_the_case_as_it_looks() -> None:
    case = running()
    after, _ = rooms.post(case, a_message("representatives"), BODY)
    assert (after.version, after.edition) == (case.version + 1, case.edition)


def test_only_its_author_changes_a_message_and_only_the_edition_that_they_saw() -> None:
    message = a_message()
    _, changed, (event,) = rooms.edit(running(), message, 1, ("better words", [*message.mentions, NEW]), BODY)
    assert (changed.text, changed.edition, event.mentions) == ("better words", 2, (NEW,))
    with pytest.raises(StaleVersion):
        rooms.edit(running(), changed, 1, ("again", []), BODY)
    with pytest.raises(NotYourMessage):
        rooms.edit(running(), replace(message, author_id=uuid4()), 1, ("not mine", []), MANAGEMENT)
