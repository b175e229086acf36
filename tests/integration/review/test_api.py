"""review over HTTP, on a real database: who may review, what stays blind, what happens when reviews are late."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.desk import Desk, open_desk

from review.main import SERVICE
from shared import ids
from shared.events.ideas import Author, IdeaMerged, IdeaWithdrawn, ReviewRequested
from shared.events.interests import InterestNoted
from shared.events.people import CalendarChanged, PersonChanged, RoleHeld, UnitChanged
from shared.testing import FakeClock, fact, fake_clock

AUTHOR, MANAGER, TOP, OFFICER, SECOND, HEAD = (uuid4() for _ in range(6))
REVIEWERS = [uuid4() for _ in range(6)]
HOME, ABROAD = uuid4(), uuid4()
IDEA = ids.new_id()
START = datetime(2026, 5, 4, 9, tzinfo=UTC)  # a Monday
GOOD = {"benefit": 5, "feasibility": 4, "effort": 4, "people": 4}
POOR = {"benefit": 1, "feasibility": 1, "effort": 2, "people": 1}


@pytest.fixture
def time() -> Any:
    with fake_clock(START) as standing:
        yield standing


def person(person_id: UUID, *roles: str, unit: UUID = HOME, manager: UUID | None = None) -> PersonChanged:
    held = tuple(RoleHeld(role=role) for role in roles)
    return fact(
        PersonChanged,
        person_id=person_id,
        display_name=f"Person {str(person_id)[:8]}",
        employed=True,
        roles=held,
        unit_id=unit,
        manager_id=manager,
    )


@pytest.fixture
async def desk(postgres: Any, time: FakeClock) -> AsyncIterator[Desk]:
    async with open_desk(Desk, SERVICE, postgres.database("review")) as made:
        await made.hear(
            fact(UnitChanged, unit_id=HOME, seat="DE-RP"),
            fact(UnitChanged, unit_id=ABROAD, seat="FR-GES"),
            fact(
                CalendarChanged,
                calendar_id=uuid4(),
                country="DE",
                subdivision="RP",
                zone="Europe/Berlin",
                local_holidays=(),
                closure_days=(),
                closure_days_agreement=None,
            ),
            person(AUTHOR, manager=MANAGER),
            person(MANAGER, manager=TOP),
            person(TOP),
            person(OFFICER, "scheme-officer"),
            person(SECOND, "scheme-officer"),
            person(HEAD, "decision-maker"),
            *(person(each, unit=ABROAD if n % 2 else HOME) for n, each in enumerate(REVIEWERS)),
        )
        yield made


async def opened(
    desk: Desk, quorum: int = 2, due_on: date = date(2026, 5, 15), author: UUID = AUTHOR, **given: tuple[UUID, ...]
) -> str:
    await desk.hear(
        fact(
            ReviewRequested,
            idea_id=IDEA,
            by=OFFICER,
            title="Rooms",
            text="Sensors.",
            authors=(Author(person_id=author, share=100),),
            **given,
            rubric_version=1,
            quorum=quorum,
            due_on=due_on,
        )
    )
    reader = SECOND if author == OFFICER else OFFICER
    return f"/rounds/{(await desk.gets(reader, 'GET', f'/rounds?idea_id={IDEA}'))[-1]['round_id']}"


async def assigned(desk: Desk, round_: str, reviewer: UUID) -> str:
    made = await desk.gets(OFFICER, "POST", f"{round_}/assignments", {"person_id": str(reviewer)}, expect=201)
    return f"/assignments/{made['assignment_id']}"


async def handed_in(desk: Desk, round_: str, reviewer: UUID, scores: dict[str, int], comment: str = "") -> str:
    form = await assigned(desk, round_, reviewer)
    await desk.gets(reviewer, "PUT", form, {"scores": scores, "comment": comment}, if_match='"1"')
    await desk.gets(reviewer, "POST", f"{form}/submission", {})
    return form


async def test_invariant_3_nobody_reviews_in_a_conflict_of_interest(desk: Desk) -> None:
    round_ = await opened(desk)
    await desk.gets(
        OFFICER, "POST", f"{round_}/exclusions", {"person_id": str(REVIEWERS[0]), "ground": "beneficiary"}, expect=201
    )
    refusals = {
        AUTHOR: "author-may-not-review",
        MANAGER: "manager-may-not-review",
        TOP: "manager-may-not-review",
        REVIEWERS[0]: "reviewer-excluded",
    }
    for who, slug in refusals.items():
        assert await desk.refused(OFFICER, "POST", f"{round_}/assignments", {"person_id": str(who)}) == (409, slug)
    proposed = {UUID(c["person_id"]) for c in await desk.gets(OFFICER, "GET", f"{round_}/proposals?count=50")}
    assert proposed
    assert not proposed & refusals.keys()


async def test_invariant_3_an_interest_that_was_noted_with_the_idea_bars_its_reviewer(desk: Desk) -> None:
    round_ = await opened(desk, interested=(REVIEWERS[0],))
    asked = {"person_id": str(REVIEWERS[0])}
    assert await desk.refused(OFFICER, "POST", f"{round_}/assignments", asked) == (409, "reviewer-excluded")
    proposed = {c["person_id"] for c in await desk.gets(OFFICER, "GET", f"{round_}/proposals?count=50")}
    assert proposed
    assert str(REVIEWERS[0]) not in proposed


@pytest.mark.parametrize("first", ["the round", "the interest"])
async def test_invariant_3_an_interest_bars_its_reviewer_whenever_it_is_noted(desk: Desk, first: str) -> None:
    """In an open round, and in one that opens later though its event does not name them; heard again it changes nothing."""
    noted = fact(InterestNoted, idea_id=IDEA, interested=(REVIEWERS[0],))
    if first == "the interest":
        await desk.hear(noted)
    round_ = await opened(desk)
    if first == "the round":
        await desk.hear(noted)
    await desk.hear(noted)
    asked = {"person_id": str(REVIEWERS[0])}
    assert await desk.refused(OFFICER, "POST", f"{round_}/assignments", asked) == (409, "reviewer-excluded")
    (known,) = await desk.gets(OFFICER, "GET", f"{round_}/exclusions")
    assert (known["person_id"], known["ground"]) == (str(REVIEWERS[0]), "other")


async def test_invariant_3_an_interest_noted_during_a_round_takes_a_review_and_a_duty_out_of_it(desk: Desk) -> None:
    round_ = await opened(desk, quorum=3)
    await handed_in(desk, round_, REVIEWERS[0], GOOD)
    owed = await assigned(desk, round_, REVIEWERS[1])
    left = await assigned(desk, round_, REVIEWERS[2])
    body = {"person_id": str(REVIEWERS[3]), "ground": "close-relation"}
    await desk.gets(OFFICER, "POST", f"{round_}/exclusions", body, expect=201)
    noted = fact(InterestNoted, idea_id=IDEA, interested=(REVIEWERS[0], REVIEWERS[1], REVIEWERS[3]))
    for _ in range(2):
        await desk.hear(noted)
        state = await desk.gets(OFFICER, "GET", round_)
        assert (state["submitted"], state["conflicts"]) == (0, 2)
    assert await desk.refused(REVIEWERS[1], "POST", f"{owed}/submission", {}) == (409, "conflict-declared")
    assert await desk.gets(REVIEWERS[1], "GET", "/review/tasks") == []
    assert (await desk.gets(REVIEWERS[2], "GET", left))["state"] == "assigned"
    grounds = {each["person_id"]: each["ground"] for each in await desk.gets(OFFICER, "GET", f"{round_}/exclusions")}
    assert grounds[str(REVIEWERS[3])] == "close-relation", "what the office knows stays"


async def test_invariant_3_an_officer_with_an_interest_does_not_run_the_round(desk: Desk, time: FakeClock) -> None:
    round_ = await opened(desk)
    owed = (await assigned(desk, round_, REVIEWERS[0])).rpartition("/")[2]
    await desk.hear(fact(InterestNoted, idea_id=IDEA, interested=(OFFICER,)))
    one = {"person_id": str(REVIEWERS[1])}
    for method, path, body in (
        ("GET", "proposals", None),
        ("POST", "assignments", one),
        ("POST", f"assignments/{owed}/release", None),
        ("POST", "exclusions", one | {"ground": "beneficiary"}),
        ("POST", "extension", {"working_days": 3}),
        ("POST", "conclusion", {}),
    ):
        assert await desk.refused(OFFICER, method, f"{round_}/{path}", body) == (403, "own-round"), path
    await desk.gets(OFFICER, "GET", round_)
    time.move_forward(timedelta(days=12))
    await desk.pass_deadlines()
    assert "overdue-round" in [each["kind"] for each in await desk.gets(SECOND, "GET", "/review/tasks")]
    assert "overdue-round" not in [each["kind"] for each in await desk.gets(OFFICER, "GET", "/review/tasks")]
    await desk.gets(SECOND, "POST", f"{round_}/extension", {"working_days": 3})


async def test_invariant_3_who_wrote_an_idea_that_lives_on_in_this_one_does_not_review_it(desk: Desk) -> None:
    heir, above, officer = REVIEWERS[0], REVIEWERS[1], SECOND
    await desk.hear(person(heir, manager=above).model_copy(update={"aggregate_version": 2}))
    round_ = await opened(desk, merged_authors=(heir, officer))
    for who, slug in ((heir, "author-may-not-review"), (above, "manager-may-not-review")):
        assert await desk.refused(OFFICER, "POST", f"{round_}/assignments", {"person_id": str(who)}) == (409, slug)
    proposed = {UUID(c["person_id"]) for c in await desk.gets(OFFICER, "GET", f"{round_}/proposals?count=50")}
    assert proposed
    assert not proposed & {heir, above, officer}
    assert await desk.refused(officer, "GET", round_) == (403, "own-round")


async def test_invariant_3_holds_at_the_submission_too(desk: Desk) -> None:
    round_ = await opened(desk)
    form = await assigned(desk, round_, REVIEWERS[0])
    await desk.gets(REVIEWERS[0], "PUT", form, {"scores": GOOD, "comment": ""}, if_match='"1"')
    await desk.hear(person(AUTHOR, manager=REVIEWERS[0]).model_copy(update={"aggregate_version": 2}))
    assert await desk.refused(REVIEWERS[0], "POST", f"{form}/submission", {}) == (409, "manager-may-not-review")


async def test_a_known_conflict_releases_who_was_assigned(desk: Desk) -> None:
    round_ = await opened(desk)
    form = await assigned(desk, round_, REVIEWERS[0])
    body = {"person_id": str(REVIEWERS[0]), "ground": "close-relation"}
    await desk.gets(OFFICER, "POST", f"{round_}/exclusions", body, expect=201)
    assert (await desk.gets(REVIEWERS[0], "GET", form))["state"] == "released"
    assert await desk.refused(REVIEWERS[0], "POST", f"{form}/submission", {}) == (409, "assignment-released")
    assert "assignment.released" in await desk.announced()


async def test_proposals_take_the_least_loaded_and_other_units_first(desk: Desk) -> None:
    busy = await opened(desk)
    for reviewer in REVIEWERS[:4]:
        await assigned(desk, busy, reviewer)
    await desk.hear(fact(IdeaWithdrawn, idea_id=uuid4()))  # another idea's end changes nothing here
    round_ = await opened(desk)
    proposed = await desk.gets(OFFICER, "GET", f"{round_}/proposals?count=3")
    assert proposed[0]["unit_id"] == str(ABROAD), "the author's own unit comes last"
    assert [c["owes"] for c in proposed][0] == 0
    everyone = await desk.gets(OFFICER, "GET", f"{round_}/proposals?count=50")
    loads = {UUID(c["person_id"]): c["owes"] for c in everyone}
    assert [loads[each] for each in REVIEWERS] == [1, 1, 1, 1, 0, 0]


async def test_invariant_4_the_author_never_learns_who_reviews_not_even_in_office(desk: Desk) -> None:
    round_ = await opened(desk, author=OFFICER)
    made = await desk.gets(SECOND, "POST", f"{round_}/assignments", {"person_id": str(REVIEWERS[0])}, expect=201)
    form = f"/assignments/{made['assignment_id']}"
    for path in (round_, f"{round_}/proposals", f"{round_}/exclusions"):
        assert await desk.refused(OFFICER, "GET", path) == (403, "own-round")
    assert await desk.gets(OFFICER, "GET", f"/rounds?idea_id={IDEA}") == []
    for path in (form, f"{form}/notes", f"{form}/calibration"):
        assert await desk.refused(OFFICER, "GET", path) == (404, "not-found")
    seen = await desk.ask(OFFICER, "GET", f"{round_}/outcome")
    assert seen.status_code == 200
    assert str(REVIEWERS[0]) not in seen.text
    assert await desk.gets(OFFICER, "GET", "/review/tasks") == []


async def test_invariant_4_reviewers_see_no_author_and_no_reviewer(desk: Desk) -> None:
    round_ = await opened(desk, quorum=3)
    forms = [await handed_in(desk, round_, each, GOOD) for each in REVIEWERS[:2]]
    await desk.gets(REVIEWERS[0], "POST", f"{forms[0]}/notes", {"text": "Why so high?"}, expect=201)
    shown = [await desk.ask(REVIEWERS[1], "GET", path) for path in (forms[1], f"{forms[1]}/notes", f"{round_}/outcome")]
    for answer in shown:
        assert answer.status_code == 200
        for hidden in (AUTHOR, REVIEWERS[0]):
            assert str(hidden) not in answer.text
    assert [note["mine"] for note in shown[1].json()["items"]] == [False]
    for kind in ("review.submitted", "round.opened"):
        assert not any(str(each) in payload for payload in await desk.told(kind) for each in REVIEWERS)


async def test_invariant_4_a_single_review_concludes_no_round_whatever_was_asked(desk: Desk) -> None:
    round_ = await opened(desk, quorum=1)
    await handed_in(desk, round_, REVIEWERS[0], GOOD, "Mine.")
    state = await desk.gets(OFFICER, "GET", round_)
    assert (state["state"], state["submitted"], state["quorum"], state["outcome"]) == ("open", 1, 2, None)


async def test_notes_open_with_the_own_review_and_for_reviewers_alone(desk: Desk) -> None:
    round_ = await opened(desk, quorum=3)
    first = await handed_in(desk, round_, REVIEWERS[0], GOOD)
    second = await assigned(desk, round_, REVIEWERS[1])
    await desk.gets(REVIEWERS[0], "POST", f"{first}/notes", {"text": "A doubt."}, expect=201)
    assert await desk.refused(REVIEWERS[1], "GET", f"{second}/notes") == (409, "review-first")
    assert await desk.refused(REVIEWERS[1], "POST", f"{second}/notes", {"text": "x"}) == (409, "review-first")
    for outsider in (OFFICER, HEAD, AUTHOR, REVIEWERS[1]):
        assert await desk.refused(outsider, "GET", f"{first}/notes") == (404, "not-found")
    assert "A doubt." not in " ".join(await desk.told("review.submitted"))


async def test_reviews_far_apart_calibrate_before_they_conclude(desk: Desk, time: FakeClock) -> None:
    round_ = await opened(desk)
    await handed_in(desk, round_, REVIEWERS[0], GOOD)
    form = await handed_in(desk, round_, REVIEWERS[1], POOR)
    state = await desk.gets(OFFICER, "GET", round_)
    # three working days after Monday 4 May 2026
    assert (state["state"], state["calibrate_until"]) == ("calibrating", "2026-05-07")
    spread = await desk.gets(REVIEWERS[1], "GET", f"{form}/calibration")
    assert spread["criteria"][0] == {"criterion": "benefit", "n": 2, "median": 3.0, "min": 1.0, "max": 5.0}
    assert [w["kind"] for w in await desk.gets(REVIEWERS[1], "GET", "/review/tasks")] == ["calibration"]
    half = {"scores": {"benefit": 4}, "comment": ""}
    assert await desk.refused(REVIEWERS[1], "PUT", form, half, if_match='"3"') == (422, "review-incomplete")
    await desk.gets(REVIEWERS[1], "PUT", form, {"scores": GOOD, "comment": "Convinced."}, if_match='"3"')
    time.move_forward(timedelta(days=4))
    await desk.pass_deadlines()
    outcome = (await desk.gets(AUTHOR, "GET", f"{round_}/outcome"))["outcome"]
    assert (outcome["agreement"], outcome["recommendation"], outcome["comments"]) == ("close", "accept", ["Convinced."])
    assert (await desk.announced())[-2:] == ["round.calibrating", "round.concluded"]


async def test_marks_are_in_order_and_told_at_the_end_alone(desk: Desk) -> None:
    round_ = await opened(desk, quorum=3)
    fair = GOOD | {"benefit": 3}
    for each, scores in zip(REVIEWERS, (GOOD, fair), strict=False):
        await handed_in(desk, round_, each, scores)
    assert (await desk.gets(OFFICER, "GET", round_))["marks"] == {}
    await handed_in(desk, round_, REVIEWERS[2], GOOD | {"benefit": 4})
    assert (await desk.gets(OFFICER, "GET", round_))["marks"]["benefit"] == [3, 4, 5]


async def test_my_assignments_say_how_far_i_am(desk: Desk) -> None:
    round_ = await opened(desk)
    form = await assigned(desk, round_, REVIEWERS[0])
    await desk.gets(REVIEWERS[0], "PUT", form, {"scores": {"benefit": 4}, "comment": ""}, if_match='"1"')
    (mine,) = (await desk.gets(REVIEWERS[0], "GET", "/assignments"))["items"]
    assert (mine["answered"], mine["questions"], mine["round_state"]) == (1, 4, "open")
    assert (await desk.gets(REVIEWERS[0], "GET", form))["html"] == "<p>Sensors.</p>\n"


async def test_late_reviews_are_escalated_once_and_the_office_may_end_the_round(desk: Desk, time: FakeClock) -> None:
    round_ = await opened(desk, quorum=3)
    await handed_in(desk, round_, REVIEWERS[0], GOOD)
    await handed_in(desk, round_, REVIEWERS[1], GOOD)
    late = await assigned(desk, round_, REVIEWERS[2])
    assert await desk.refused(OFFICER, "POST", f"{round_}/conclusion", {}) == (409, "too-few-reviews")
    time.move_forward(timedelta(days=12))
    await desk.pass_deadlines()
    await desk.pass_deadlines()
    assert (await desk.announced())[-2:].count("assignment.escalated") == 1
    assert (await desk.announced()).count("round.overdue") == 1
    assert [w["kind"] for w in await desk.gets(OFFICER, "GET", "/review/tasks")] == ["overdue-round"]
    ended = await desk.gets(OFFICER, "POST", f"{round_}/conclusion", {})
    assert (ended["state"], ended["outcome"]["quorum_met"]) == ("concluded", False)
    assert (await desk.gets(REVIEWERS[2], "GET", late))["state"] == "released"


async def test_a_late_review_is_not_taken_to_an_officer_who_has_an_interest(desk: Desk, time: FakeClock) -> None:
    round_ = await opened(desk)
    await assigned(desk, round_, REVIEWERS[0])
    body = {"person_id": str(OFFICER), "ground": "beneficiary"}
    await desk.gets(SECOND, "POST", f"{round_}/exclusions", body, expect=201)
    time.move_forward(timedelta(days=12))
    await desk.pass_deadlines()
    assert [json.loads(each)["to"] for each in await desk.told("assignment.escalated")] == [str(SECOND)]


async def test_an_extension_counts_working_days_at_the_seat_and_moves_open_assignments(desk: Desk) -> None:
    round_ = await opened(desk, due_on=date(2026, 5, 13))  # Ascension Day follows on the 14th
    form = await assigned(desk, round_, REVIEWERS[0])
    moved = await desk.gets(OFFICER, "POST", f"{round_}/extension", {"working_days": 2})
    assert moved["due_on"] == "2026-05-18"
    assert (await desk.gets(REVIEWERS[0], "GET", form))["due_on"] == "2026-05-18"
    back = {"due_on": "2026-05-12"}
    assert await desk.refused(OFFICER, "POST", f"{round_}/extension", back) == (422, "not-later")
    both = {"due_on": "2026-06-12", "working_days": 2}
    assert (await desk.refused(OFFICER, "POST", f"{round_}/extension", both))[0] == 422


async def test_who_is_assigned_late_gets_a_fair_time(desk: Desk) -> None:
    round_ = await opened(desk, due_on=date(2026, 5, 5))
    form = await assigned(desk, round_, REVIEWERS[0])
    assert (await desk.gets(REVIEWERS[0], "GET", form))["due_on"] == "2026-05-11"  # five working days from Monday


async def test_an_idea_that_leaves_review_frees_its_reviewers(desk: Desk) -> None:
    round_ = await opened(desk)
    form = await assigned(desk, round_, REVIEWERS[0])
    await desk.hear(fact(IdeaWithdrawn, idea_id=IDEA))
    await desk.hear(fact(IdeaWithdrawn, idea_id=IDEA))
    assert (await desk.gets(OFFICER, "GET", round_))["state"] == "cancelled"
    assert (await desk.announced())[-2:] == ["assignment.released", "round.cancelled"]
    assert await desk.gets(REVIEWERS[0], "GET", "/review/tasks") == []
    assert await desk.refused(REVIEWERS[0], "POST", f"{form}/submission", {}) == (409, "round-over")


async def test_a_reviewer_who_becomes_an_author_by_a_merge_counts_no_more(desk: Desk) -> None:
    round_ = await opened(desk)
    await handed_in(desk, round_, REVIEWERS[0], GOOD)
    await desk.hear(
        fact(
            IdeaMerged,
            idea_id=ids.new_id(),
            into_idea_id=IDEA,
            authors=(Author(person_id=REVIEWERS[0], share=100),),
        )
    )
    state = await desk.gets(OFFICER, "GET", round_)
    assert (state["submitted"], state["conflicts"]) == (0, 1)
    assert await desk.refused(OFFICER, "POST", f"{round_}/assignments", {"person_id": str(REVIEWERS[0])}) == (
        409,
        "author-may-not-review",
    )


@pytest.mark.parametrize("by", ["a merge", "an interest", "the office"])
async def test_invariant_4_a_calibrating_round_that_loses_its_quorum_is_open_again(
    desk: Desk, time: FakeClock, by: str
) -> None:
    """Of the one review that is left the outcome would show whose it is."""
    round_ = await opened(desk)
    await handed_in(desk, round_, REVIEWERS[0], GOOD, "Mine.")
    await handed_in(desk, round_, REVIEWERS[1], POOR)
    if by == "a merge":
        authors = (Author(person_id=REVIEWERS[1], share=100),)
        await desk.hear(fact(IdeaMerged, idea_id=ids.new_id(), into_idea_id=IDEA, authors=authors))
    elif by == "an interest":
        await desk.hear(fact(InterestNoted, idea_id=IDEA, interested=(REVIEWERS[1],)))
    else:
        body = {"person_id": str(REVIEWERS[1]), "ground": "beneficiary"}
        await desk.gets(OFFICER, "POST", f"{round_}/exclusions", body, expect=201)
    state = await desk.gets(OFFICER, "GET", round_)
    assert (state["state"], state["submitted"], state["calibrate_until"]) == ("open", 1, None)
    assert await desk.refused(OFFICER, "POST", f"{round_}/conclusion", {}) == (409, "too-few-reviews")
    time.move_forward(timedelta(days=4))  # the calibration would have ended
    await desk.pass_deadlines()
    assert "round.concluded" not in await desk.announced()
    time.move_forward(timedelta(days=10))
    await desk.pass_deadlines()
    assert (await desk.announced())[-1] == "round.overdue"
    await handed_in(desk, round_, REVIEWERS[2], GOOD)
    outcome = (await desk.gets(AUTHOR, "GET", f"{round_}/outcome"))["outcome"]
    assert (outcome["quorum_met"], outcome["criteria"][0]["n"], outcome["criteria"][0]["min"]) == (True, 2, 5)


async def test_a_merge_that_is_heard_before_the_round_opens_counts_too(desk: Desk) -> None:
    """The two are told under different keys, so either may come first; heard twice, it is the same."""
    merged = fact(
        IdeaMerged, idea_id=ids.new_id(), into_idea_id=IDEA, authors=(Author(person_id=REVIEWERS[0], share=100),)
    )
    await desk.hear(merged, merged)
    round_ = await opened(desk)
    assert await desk.refused(OFFICER, "POST", f"{round_}/assignments", {"person_id": str(REVIEWERS[0])}) == (
        409,
        "author-may-not-review",
    )
    await assigned(desk, round_, REVIEWERS[1])


async def test_the_outcome_is_for_those_concerned(desk: Desk) -> None:
    round_ = await opened(desk)
    for each in REVIEWERS[:2]:
        await handed_in(desk, round_, each, GOOD, "Fine.")
    for reader in (AUTHOR, OFFICER, HEAD, REVIEWERS[0]):
        told = await desk.gets(reader, "GET", f"{round_}/outcome")
        assert told["outcome"]["recommendation"] == "accept"
        assert told["marks"] == {name: [score, score] for name, score in GOOD.items()}
    for stranger in (REVIEWERS[5], TOP):
        assert await desk.refused(stranger, "GET", f"{round_}/outcome") == (404, "not-found")
