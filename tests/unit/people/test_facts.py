"""What is said in an HR event, which of two sayings counts, and what nothing could make right."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from tests.unit.people.telling import AFTER_ALL, DAY, TOLD, changed, day, granted, hired, kept, left, mandate

from people.domain import facts, state
from people.domain.facts import EMPLOYMENT, STATE, Erasure, Fact
from people.domain.state import Entity, View
from shared import clock
from shared.errors import Poison
from shared.events import hr
from shared.testing import fact

UNIT = fact(hr.HrUnitChanged, external_id="U1", effective_on=DAY)


def test_a_day_begins_at_midnight_of_the_seat() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    assert facts.begins(date(2026, 1, 10), brussels).astimezone(UTC).isoformat() == "2026-01-09T23:00:00+00:00"
    assert facts.begins(date(2026, 7, 10), brussels).astimezone(UTC).isoformat() == "2026-07-09T22:00:00+00:00"


@pytest.mark.parametrize(
    ("event", "names"),
    [
        (mandate(0, -1), "/ends_on"),
        (UNIT.model_copy(update={"parent_external_id": "U1"}), "/parent_external_id"),
        (hired(manager_external_id="P1"), "/manager_external_id"),
        (fact(hr.HrCalendarChanged, effective_on=DAY, zone="Europe/Atlantis"), "/zone"),
        (UNIT.model_copy(update={"effective_on": date(1, 1, 1)}), "/effective_on"),
        (UNIT.model_copy(update={"effective_on": date(9999, 12, 31)}), "/effective_on"),
    ],
)
def test_what_no_other_event_could_make_right_is_refused_with_its_place(event: hr.HrEvent, names: str) -> None:
    with pytest.raises(Poison, match=f"impossible: {names}"):
        facts.refuse_impossible(event, clock.wall())


@pytest.mark.parametrize("event", [mandate(0, 0), hired(), UNIT, left(0), granted()])
def test_what_is_possible_is_taken(event: hr.HrEvent) -> None:
    facts.refuse_impossible(event, clock.wall())


def test_what_was_told_in_the_future_could_never_be_corrected() -> None:
    facts.refuse_impossible(UNIT.model_copy(update={"occurred_at": TOLD + timedelta(hours=23)}), TOLD)
    with pytest.raises(Poison, match="impossible: /occurred_at"):
        facts.refuse_impossible(UNIT.model_copy(update={"occurred_at": TOLD + timedelta(hours=25)}), TOLD)


def test_a_hiring_says_that_somebody_is_employed_and_who_they_are() -> None:
    assert {told.slot for told in facts.facts_of(hired())} == {STATE, EMPLOYMENT}
    assert [told.slot for told in facts.facts_of(changed())] == [STATE]
    assert [told.slot for told in facts.facts_of(left(0))] == [EMPLOYMENT]


def test_two_told_at_one_moment_are_decided_by_what_they_say() -> None:
    one, same, other = (facts.facts_of(changed(family_name=name))[0] for name in ("A", "A", "B"))
    assert one.digest == same.digest != other.digest


def test_a_mandate_does_not_wait_for_its_day() -> None:
    assert facts.next_day(kept(mandate(5)), DAY) is None
    assert facts.next_day(kept(mandate(5), granted(9), changed(7)), DAY) == day(7)
    assert facts.next_day(kept(changed(7)), day(7)) is None


@pytest.mark.parametrize(
    ("told_after", "from_day", "covered"), [(0, 5, True), (-1, 5, True), (1, 4, True), (1, 5, False), (1, 6, False)]
)
def test_an_erasure_covers_what_was_told_before_it_or_is_about_the_days_before(
    told_after: int, from_day: int, covered: bool
) -> None:
    told = Fact("person", "P1", STATE, day(from_day), TOLD + timedelta(minutes=told_after), "x", {})
    assert Erasure(TOLD, day(5)).covers(told) is covered


def test_an_erasure_waits_for_its_day() -> None:
    told = kept(hired(), fact(hr.HrEmployeeErased, external_id="P1", effective_on=day(5)))
    assert facts.erasure(told, day(4)) is None
    assert facts.erasure(told, day(5)) == Erasure(TOLD + timedelta(minutes=1), day(5))
    assert facts.next_day(told, DAY) == day(5)


def test_references_that_are_not_known_yet_are_left_out() -> None:
    entity, unit, body, act = Entity("person", "P1", uuid4(), 1, None), uuid4(), uuid4(), uuid4()
    known = state.known_on("person", kept(hired(), mandate()), AFTER_ALL)
    assert known is not None
    assert state.references(known) == ["body:B1", "person:P2", "unit:U1"]
    view = View(AFTER_ALL, timedelta(0))
    alone = state.told(entity, known, {}, {}, view)
    assert (alone["unit_id"], alone["manager_id"], alone["mandates"]) == (None, None, ())
    whole = state.told(entity, known, {"unit:U1": unit, "body:B1": body}, {("B1", DAY): act}, view)
    assert whole["unit_id"] == unit
    assert [(held["mandate_id"], held["body_id"]) for held in whole["mandates"]] == [(act, body)]


def test_a_leaver_keeps_no_function_and_no_address() -> None:
    known = state.known_on("person", kept(hired(), granted(), left(5)), AFTER_ALL)
    assert known is not None
    told = state.told(Entity("person", "P1", uuid4(), 1, None), known, {}, {}, View(day(5), timedelta(days=9)))
    assert (told["employed"], told["roles"], told["email"], told["display_name"]) == (False, (), None, "Ada Example")


def test_the_day_on_which_a_name_goes_is_a_day_of_change() -> None:
    told = kept(hired(), left(5))
    known = state.known_on("person", told, day(5))
    assert state.changes_on(known, told, day(5), timedelta(days=9)) == day(14)
    assert state.changes_on(known, told, day(14), timedelta(days=9)) is None


def test_units_stand_as_they_were_told_for_the_day() -> None:
    moved = [
        UNIT,
        UNIT.model_copy(update={"external_id": "U2"}),
        UNIT.model_copy(update={"effective_on": day(10), "parent_external_id": "U2", "names": {"en": "Rivers"}}),
    ]
    told = [each for event in moved for each in facts.facts_of(event)]
    ids = {"unit:U1": uuid4(), "unit:U2": uuid4()}
    before, after = (state.units_on(told, ids, on)["U1"] for on in (day(9), day(10)))
    assert (before["parent_id"], after["parent_id"]) == (None, ids["unit:U2"])
    assert after["names"] == {"en": "Rivers"}
    assert state.units_on(told, ids, day(-1)) == {}
