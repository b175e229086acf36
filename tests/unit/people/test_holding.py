"""Who may hold what: the rules that administrators and chairs meet, and which of two words counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.people.telling import day, ended, granted, hired, kept, left, mandate

from people.domain import facts, holding
from people.domain.facts import Fact
from people.domain.holding import Change, Other
from people.domain.person import Mandate, Role, standing
from people.domain.refusals import holding as refused

HELD = Mandate("B1", "member", day(0), day(100))
SAME = Change("member", day(0), day(100), None)


def ours(*told: Fact) -> list[Fact]:
    return [replace(fact, source="administration") for fact in told]


@given(st.permutations([*kept(hired(), granted(5)), *ours(*kept(ended(5)))]))
def test_of_one_day_the_administrations_word_counts_whatever_the_order(told: list[Fact]) -> None:
    (role,) = (fact for fact in facts.counting(told) if fact.slot == "role:implementer")
    assert (role.type, role.source) == ("hr.role.ended", "administration")


def test_of_two_days_the_later_counts_whoever_said_it() -> None:
    told = [*kept(hired(), granted(5)), *ours(*kept(ended(3)))]
    who = standing(facts.counting(told), day(6))
    assert who is not None
    assert [held.role for held in who.roles] == ["implementer"]


def test_a_mandate_that_is_withdrawn_never_begins() -> None:
    told = [*kept(hired(), mandate(5))]
    gone = [replace(fact, type="administration.withdrawn", source="administration") for fact in kept(mandate(5))]
    who = standing(facts.counting([*told, *gone]), day(6))
    assert who is not None
    assert who.mandates == ()


def test_the_past_is_closed() -> None:
    holding.refuse_past(day(0), day(0), "/starts_on")
    with pytest.raises(refused.PastDay) as no:
        holding.refuse_past(day(-1), day(0), "/starts_on")
    assert (no.value.pointer, str(day(0)) in no.value.detail.de) == ("/starts_on", True)


def test_only_another_word_for_a_later_day_is_in_the_way() -> None:
    (now,) = ours(*kept(granted(0)))
    holding.refuse_announced(kept(granted(9)), now)
    holding.refuse_announced(kept(ended(-9)), now)
    with pytest.raises(refused.ChangeAnnounced):
        holding.refuse_announced(kept(ended(9)), now)
    with pytest.raises(refused.ChangeAnnounced):
        holding.refuse_announced([*kept(granted(9)), *ours(*kept(ended(9)))], now)


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [(-20, -1, False), (-20, 0, True), (50, 60, True), (100, None, True), (101, None, False), (-20, None, True)],
)
def test_mandates_of_one_person_meet_when_they_share_a_day(first: int, last: int | None, *, meets: bool) -> None:
    wanted = Mandate("B1", "member", day(first), None if last is None else day(last))
    others = [Other("Ada", "chair", HELD.starts_on, HELD.ends_on)]
    if meets:
        with pytest.raises(refused.MandatesOverlap):
            holding.refuse_overlap(wanted, [HELD])
        with pytest.raises(refused.ChairTaken):
            holding.refuse_second_chair(replace(wanted, role="chair"), others)
    holding.refuse_overlap(replace(wanted, body_external_id="B2"), [HELD])
    holding.refuse_second_chair(replace(wanted, role="deputy"), others)
    if not meets:
        holding.refuse_overlap(wanted, [HELD])
        holding.refuse_second_chair(replace(wanted, role="chair"), others)


@pytest.mark.parametrize("role", holding.EMPLOYERS)
def test_who_acts_for_the_employer_gets_no_mandate_on_those_days(role: Any) -> None:
    told = kept(hired(), granted(10, role), ended(20, role))
    holding.refuse_employers_side(told, Mandate("B1", "member", day(0), day(9)))
    holding.refuse_employers_side(told, Mandate("B1", "member", day(20), None))
    for first, last in ((0, 10), (19, None), (12, 15)):
        with pytest.raises(refused.BothSides):
            holding.refuse_employers_side(
                told, Mandate("B1", "member", day(first), None if last is None else day(last))
            )


@pytest.mark.parametrize("role", [*holding.EMPLOYERS, "implementer"])
def test_who_has_a_mandate_gets_no_function_of_the_employer(role: str) -> None:
    who = standing(kept(hired(), mandate(0, 50)), day(0))
    assert who is not None
    holding.refuse_function_of_representative(who, role, day(51))
    if role == "implementer":
        holding.refuse_function_of_representative(who, role, day(50))
    else:
        with pytest.raises(refused.BothSides):
            holding.refuse_function_of_representative(who, role, day(50))


def test_a_function_is_held_for_one_unit() -> None:
    who = standing(kept(hired(), granted()), day(1))
    assert who is not None
    holding.refuse_other_unit(who, Role("implementer", None), day(1))
    holding.refuse_other_unit(who, Role("administrator", "U1"), day(1))
    with pytest.raises(refused.FunctionElsewhere):
        holding.refuse_other_unit(who, Role("implementer", "U1"), day(1))


@pytest.mark.parametrize(
    ("others", "remains"),
    [
        ([], False),
        ([kept(hired(), granted(0, "administrator"))], True),
        ([kept(hired(), granted(5, "administrator"))], True),
        ([kept(hired(), granted(6, "administrator"))], False),
        ([kept(hired(), granted(0, "administrator"), ended(90, "administrator"))], False),
        ([kept(hired(), granted(0, "administrator"), left(90))], False),
        ([kept(hired(), granted(0, "administrator"), left(90)), kept(hired(), granted(0, "administrator"))], True),
    ],
)
def test_somebody_else_stays_administrator_without_an_end(others: list[list[Fact]], *, remains: bool) -> None:
    if remains:
        holding.refuse_nobody_left(others, day(5))
    else:
        with pytest.raises(refused.LastAdministrator):
            holding.refuse_nobody_left(others, day(5))


def test_a_mandate_is_corrected_or_split() -> None:
    assert holding.changed(HELD, replace(SAME, ends_on=None, rank=3), day(5)) == [replace(HELD, ends_on=None, rank=3)]
    old, new = holding.changed(HELD, replace(SAME, role="chair", role_from=day(7)), day(5))
    assert (old, new) == (replace(HELD, ends_on=day(6)), Mandate("B1", "chair", day(7), day(100)))
    ahead = replace(SAME, role="chair", role_from=day(0))
    assert holding.changed(HELD, ahead, day(-5)) == [replace(HELD, role="chair")]
    gap = replace(SAME, role="chair", role_from=day(150), ends_on=None)
    assert [each.ends_on for each in holding.changed(HELD, gap, day(5))] == [day(100), None]


@pytest.mark.parametrize(
    ("change", "today", "no"),
    [
        (SAME, 101, refused.MandateOver),
        (replace(SAME, ends_on=day(4)), 5, refused.PastDay),
        (replace(SAME, role="chair", role_from=day(4)), 5, refused.PastDay),
        (replace(SAME, role="chair", role_from=day(9), ends_on=day(8)), 5, refused.EndBeforeStart),
        (replace(SAME, ends_on=day(-1)), -5, refused.EndBeforeStart),
    ],
)
def test_a_change_that_cannot_be(change: Change, today: int, no: type[Exception]) -> None:
    with pytest.raises(no):
        holding.changed(HELD, change, day(today))


def test_an_end_is_the_first_day_without_it() -> None:
    assert holding.ended(HELD, day(6), day(5)) == replace(HELD, ends_on=day(5))
    assert holding.ended(HELD, day(0), day(-5)) is None
    with pytest.raises(refused.PastDay):
        holding.ended(HELD, day(4), day(5))


def test_an_end_never_prolongs_a_mandate() -> None:
    held = replace(HELD, ends_on=day(10))
    assert holding.ended(held, day(11), day(5)) == held
    with pytest.raises(refused.EndsEarlier):
        holding.ended(held, day(12), day(5))


def test_an_open_end_is_later_than_every_day() -> None:
    assert holding.ended(replace(HELD, ends_on=None), date(2199, 1, 1), day(5)) == replace(
        HELD, ends_on=date(2198, 12, 31)
    )
