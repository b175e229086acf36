"""What HR's facts make of a person on a day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.people.telling import (
    AFTER_ALL,
    changed,
    day,
    ended,
    granted,
    hired,
    kept,
    left,
    mandate,
    mandate_ended,
)

from people.domain.person import NAMELESS, Standing, name_kept_until, shown_name, standing
from shared.events import hr

NUMBERS = st.integers(min_value=0, max_value=400)


def person(*events: hr.HrEvent, on: date = AFTER_ALL) -> Standing:
    found = standing(kept(*events), on)
    assert found is not None
    return found


def roles(*events: hr.HrEvent) -> list[str]:
    return [role.role for role in person(*events).roles]


def test_nobody_is_known_before_the_first_day() -> None:
    assert standing(kept(hired(5)), day(4)) is None
    assert standing(kept(left(5), granted()), AFTER_ALL) is None
    assert person(hired(5), on=day(5)).employed


def test_data_hold_from_their_day_to_the_next() -> None:
    told = (hired(), changed(10, family_name="New"))
    assert person(*told, on=day(9)).data["family_name"] == "Example"
    assert person(*told, on=day(10)).data["family_name"] == "New"


def test_a_later_telling_about_the_same_day_corrects() -> None:
    assert person(hired(), changed(10, family_name="Nwe"), changed(10, family_name="New")).data["family_name"] == "New"


def test_a_late_telling_about_an_earlier_day_does_not_undo_a_later_day() -> None:
    assert person(hired(), changed(10, family_name="New"), changed(5, family_name="Old")).data["family_name"] == "New"


def test_a_change_does_not_bring_a_leaver_back_and_a_hiring_does() -> None:
    assert not person(hired(), left(10), changed(20, family_name="New")).employed
    assert person(hired(), left(10), hired(20)).employed
    assert person(hired(), left(10), hired(20), changed(20, family_name="New")).employed


def test_who_is_told_of_without_a_hiring_is_employed() -> None:
    assert person(changed()).employed


def test_a_leaving_told_by_mistake_is_taken_back_by_a_hiring_for_the_same_day() -> None:
    assert roles(hired(), granted(), left(10), hired(10)) == ["implementer"]


def test_a_function_holds_until_it_ends() -> None:
    assert roles(hired(), granted()) == ["implementer"]
    assert roles(hired(), granted(), ended(10)) == []
    assert roles(hired(), granted(), ended(10), granted(20)) == ["implementer"]
    assert roles(hired(), granted(10), ended(5)) == ["implementer"]


def test_a_leaver_holds_nothing_and_who_comes_back_does_not_find_it() -> None:
    assert roles(hired(), granted(), left(10)) == []
    assert roles(hired(), granted(), left(10), hired(20)) == []
    assert roles(hired(), granted(), left(10), hired(20), granted(20)) == ["implementer"]


def test_a_leaver_begins_no_mandate_and_the_running_one_ends_the_day_before() -> None:
    (held,) = person(hired(), mandate(), mandate(30), left(10)).mandates
    assert held.ends_on == day(9)


def test_the_mandate_that_begins_on_the_day_another_ends_goes_on() -> None:
    first, second = person(hired(), mandate(), mandate(5), mandate_ended(5)).mandates
    assert (first.ends_on, second.ends_on) == (day(4), None)


def test_the_end_for_one_body_leaves_the_others() -> None:
    (held,) = person(hired(), mandate(body_external_id="B2"), mandate_ended(5)).mandates
    assert held.ends_on is None


def test_a_mandate_is_corrected_by_telling_it_again() -> None:
    (held,) = person(hired(), mandate(ends=9), mandate(ends=19, role="chair")).mandates
    assert (held.role, held.ends_on) == ("chair", day(19))


def test_the_place_among_the_substitutes_is_told_with_the_mandate() -> None:
    (held,) = person(hired(), mandate(role="substitute", rank=2)).mandates
    assert (held.role, held.rank) == ("substitute", 2)
    (held,) = person(hired(), mandate(role="deputy")).mandates
    assert (held.role, held.rank) == ("deputy", None)


@given(st.lists(NUMBERS, max_size=5), NUMBERS, st.none() | NUMBERS)
def test_a_mandate_never_ends_before_it_begins_nor_later_than_granted(
    endings: list[int], starts: int, lasts: int | None
) -> None:
    until = None if lasts is None else starts + lasts
    (held,) = person(hired(), mandate(starts, until), *(mandate_ended(number) for number in endings)).mandates
    assert held.ends_on is None or held.ends_on >= held.starts_on
    assert until is None or (held.ends_on is not None and held.ends_on <= day(until))


@given(
    st.lists(
        st.one_of(
            st.builds(hired, NUMBERS),
            st.builds(changed, NUMBERS),
            st.builds(left, NUMBERS),
            st.builds(granted, NUMBERS),
            st.builds(ended, NUMBERS),
            st.builds(mandate, NUMBERS),
            st.builds(mandate_ended, NUMBERS),
        ),
        min_size=1,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_facts_says_nothing(events: list[hr.HrEvent], chance: random.Random) -> None:
    told = kept(*events)
    mixed = chance.sample(told, len(told))
    for number in (0, 200, 400):
        assert standing(told, day(number)) == standing(mixed, day(number))


@pytest.mark.parametrize(("on", "name"), [(9, "Ada Example"), (10, "Ada Example"), (39, "Ada Example"), (40, NAMELESS)])
def test_the_name_of_a_leaver_is_shown_for_a_time(on: int, name: str) -> None:
    who = person(hired(), left(10), on=day(on))
    assert shown_name(who, day(on), timedelta(days=30)) == name


def test_the_name_of_a_colleague_is_always_shown() -> None:
    assert name_kept_until(person(hired()), timedelta(0)) is None
    assert shown_name(person(hired(), left(10), hired(20)), AFTER_ALL, timedelta(0)) == "Ada Example"
