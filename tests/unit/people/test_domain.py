"""What HR's facts mean for a person, a unit, a body and a calendar."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import domain
from people.domain import Ending, Entity, Mandate, Role
from shared.errors import Poison
from shared.events import hr
from shared.testing import fact

DAY = date(2026, 3, 2)
PERSON = {
    "given_name": "Ada",
    "family_name": "Example",
    "email": "ada@example.org",
    "locale": "en",
    "unit_external_id": "U1",
    "manager_external_id": "P2",
}
DAYS = st.integers(min_value=0, max_value=400).map(lambda n: DAY + timedelta(days=n))


def a_mandate(starts_on: date = DAY, ends_on: date | None = None, body: str = "B1") -> Mandate:
    return Mandate(uuid4(), body, "member", starts_on, ends_on)


def a_person(**more: object) -> Entity:
    return Entity("person", "P1", uuid4(), PERSON | more, DAY, 1, None)


def test_a_day_begins_at_midnight_of_the_seat() -> None:
    brussels = ZoneInfo("Europe/Brussels")
    assert domain.begins(date(2026, 1, 10), brussels).astimezone(UTC).isoformat() == "2026-01-09T23:00:00+00:00"
    assert domain.begins(date(2026, 7, 10), brussels).astimezone(UTC).isoformat() == "2026-07-09T22:00:00+00:00"


@pytest.mark.parametrize(
    "event",
    [
        fact(hr.HrMandateGranted, effective_on=DAY, ends_on=DAY - timedelta(days=1)),
        fact(hr.HrUnitChanged, external_id="U1", parent_external_id="U1"),
        fact(hr.HrCalendarChanged, zone="Europe/Atlantis"),
    ],
)
def test_what_no_other_event_could_make_right_is_refused(event: hr.HrEvent) -> None:
    with pytest.raises(Poison, match="impossible"):
        domain.refuse_impossible(event)


def test_a_mandate_of_one_day_is_possible() -> None:
    domain.refuse_impossible(fact(hr.HrMandateGranted, effective_on=DAY, ends_on=DAY))


def test_references_that_are_not_known_yet_are_left_out() -> None:
    unit, person = uuid4(), a_person()
    alone = domain.state(person, {}, [], [a_mandate()])
    assert (alone["unit_id"], alone["manager_id"], alone["mandates"]) == (None, None, ())
    known = domain.state(person, {"unit:U1": unit, "body:B1": uuid4()}, [], [a_mandate()])
    assert known["unit_id"] == unit
    assert len(known["mandates"]) == 1
    refs = domain.references("person", person.data, [Role("implementer", "U9", DAY)], [a_mandate()])
    assert refs == ["body:B1", "person:P2", "unit:U1", "unit:U9"]


def test_a_leaver_holds_no_function_and_begins_no_mandate() -> None:
    later = a_mandate(DAY + timedelta(days=30))
    told = domain.state(a_person(employed=False), {"body:B1": uuid4()}, [Role("implementer", None, DAY)], [later])
    assert (told["employed"], told["roles"], told["mandates"]) == (False, (), ())


def test_who_comes_back_does_not_find_the_old_functions() -> None:
    old, new = Role("administrator", None, DAY), Role("implementer", None, DAY + timedelta(days=20))
    left = Ending(None, DAY + timedelta(days=10))
    assert domain.still_held([old, new], [left]) == [new]
    assert domain.still_held([old], [Ending("B1", left.effective_on)]) == [old]


def test_the_mandate_that_begins_on_the_day_another_ends_goes_on() -> None:
    change = DAY + timedelta(days=5)
    first, second = domain.shortened([a_mandate(), a_mandate(change)], [Ending("B1", change)])
    assert first.ends_on == change - timedelta(days=1)
    assert second.ends_on is None


def test_the_end_for_one_body_leaves_the_others() -> None:
    assert domain.shortened([a_mandate(body="B2")], [Ending("B1", DAY + timedelta(days=5))])[0].ends_on is None


@given(st.lists(DAYS, max_size=5), DAYS, st.none() | st.integers(min_value=0, max_value=400))
def test_a_mandate_never_ends_before_it_begins_nor_later_than_granted(
    endings: list[date], starts_on: date, lasts: int | None
) -> None:
    granted = None if lasts is None else starts_on + timedelta(days=lasts)
    known = [Ending("B1", day) for day in endings]
    (one,) = domain.shortened([a_mandate(starts_on, granted)], known)
    (other,) = domain.shortened([a_mandate(starts_on, granted)], reversed(known))
    assert one.ends_on == other.ends_on
    assert one.ends_on is None or one.ends_on >= starts_on
    assert granted is None or (one.ends_on is not None and one.ends_on <= granted)
