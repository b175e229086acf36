"""Whose a draft is, how long there is something to draft, and which shape it has."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError
from tests.unit.union_dialogue.cases import AUTHOR, BODY, MANAGEMENT, NOW, a_case, answer, delivered, running

from union_dialogue.api.drafts import OpinionDraft, ResponseDraft
from union_dialogue.domain import answers, drafts
from union_dialogue.domain.case import Act, Case, State
from union_dialogue.domain.drafts import ROOM_OF, Kind, check_writable, kept
from union_dialogue.domain.refusals import OwnIdea, WrongStep
from union_dialogue.domain.rooms import may_enter

EMPTY: dict[str, Any] = {
    "stance": None,
    "resolution": "",
    "points": [],
    "present": [],
    "votes": {"in_favour": None, "against": None, "abstained": None},
    "minority_views": [],
}
ONE: dict[str, Any] = {"number": 1, "answer": None, "reason": ""}
POINT = {"text": "So far", "demand": ""}


@pytest.mark.parametrize("state", get_args(State))
def test_a_draft_is_kept_as_long_as_it_can_be_written_and_no_longer(state: State) -> None:
    case = replace(delivered(1), state=state)

    def writable(kind: Kind) -> bool:
        try:
            check_writable(case, kind, MANAGEMENT if kind == "response" else BODY)
        except WrongStep:
            return False
        return True

    assert kept(case) == tuple(kind for kind in get_args(Kind) if writable(kind))


def closed() -> Case:
    answered, _ = answers.respond(delivered(1), [answer(1)], MANAGEMENT)
    return answers.close(answered, "agreed", None, BODY)[0]


@pytest.mark.parametrize(
    ("case", "expected"),
    [(a_case(), ()), (running(), ("opinion",)), (delivered(1), ("response",)), (closed(), ())],
    ids=["waiting", "running", "delivered", "closed"],
)
def test_what_was_said_and_what_can_be_said_no_more_has_no_draft(case: Case, expected: tuple[Kind, ...]) -> None:
    assert kept(case) == expected


def test_each_side_has_a_draft_of_its_own_and_nobody_has_both() -> None:
    assert set(ROOM_OF) == set(get_args(Kind))
    assert may_enter(ROOM_OF["opinion"], represents=True, manages=False)
    assert not may_enter(ROOM_OF["opinion"], represents=False, manages=True)
    assert may_enter(ROOM_OF["response"], represents=False, manages=True)
    assert not may_enter(ROOM_OF["response"], represents=True, manages=False)


def test_invariant_3_an_author_in_management_drafts_no_answer_to_their_own_idea() -> None:
    with pytest.raises(OwnIdea):
        check_writable(delivered(1), "response", Act(AUTHOR, NOW))
    with pytest.raises(WrongStep):
        drafts.check_writable(running(), "response", MANAGEMENT)


@pytest.mark.parametrize(
    ("shape", "content", "where"),
    [
        (OpinionDraft, {}, ("stance",)),
        (OpinionDraft, EMPTY | {"resolution": "x" * 20_001}, ("resolution",)),
        (OpinionDraft, EMPTY | {"resolution": "a\x00b"}, ("resolution",)),
        (OpinionDraft, EMPTY | {"stance": "perhaps"}, ("stance",)),
        (OpinionDraft, EMPTY | {"points": [POINT] * 201}, ("points",)),
        (OpinionDraft, EMPTY | {"points": [POINT | {"demand": "x" * 301}]}, ("points", 0, "demand")),
        (OpinionDraft, EMPTY | {"points": [POINT | {"number": 1}]}, ("points", 0, "number")),
        (OpinionDraft, EMPTY | {"present": ["the chair"]}, ("present", 0)),
        (OpinionDraft, EMPTY | {"minority_views": [""] * 21}, ("minority_views",)),
        (OpinionDraft, EMPTY | {"votes": EMPTY["votes"] | {"against": -1}}, ("votes", "against")),
        (OpinionDraft, EMPTY | {"secret": True}, ("secret",)),
        (ResponseDraft, {"answers": [ONE, ONE]}, ()),
        (ResponseDraft, {"answers": [ONE | {"number": 201}]}, ("answers", 0, "number")),
        (ResponseDraft, {"answers": [ONE | {"answer": "maybe"}]}, ("answers", 0, "answer")),
        (ResponseDraft, {"answers": [ONE | {"reason": "x" * 20_001}]}, ("answers", 0, "reason")),
    ],
)
def test_a_shape_that_no_form_has_is_refused_at_the_member(
    shape: type[BaseModel], content: dict[str, Any], where: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as refused:
        shape.model_validate(content)
    assert refused.value.errors()[0]["loc"] == where


@pytest.mark.parametrize(("shape", "content"), [(OpinionDraft, EMPTY), (ResponseDraft, {"answers": [ONE]})])
def test_a_form_in_which_nothing_stands_yet_can_be_kept(shape: type[BaseModel], content: dict[str, Any]) -> None:
    assert shape.model_validate(content).model_dump(mode="json") == content
