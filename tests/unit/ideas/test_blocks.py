"""Invariant 11: no figure tells of fewer people than may be told of, and no difference of figures does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ideas.domain.blocks import Item, blocks, places, told

LEAST = 4
PEOPLE = [UUID(int=number) for number in range(12)]
STEPS = [("step", "submitted"), ("step", "decided")]


def item(reached: int, campaign: int | None, year: int, units: Sequence[int], persons: frozenset[UUID]) -> Item:
    place = (("campaign", campaign), ("year", year), *(("unit", each) for each in units))
    return Item((*STEPS[:reached], *place), persons)


ITEMS = st.lists(
    st.builds(
        item,
        st.integers(1, 2),
        st.sampled_from([None, 1, 2]),
        st.sampled_from([2026, 2027]),
        st.sampled_from([(), (0,), (0, 1), (0, 2), (0, 1, 3)]),
        st.frozensets(st.sampled_from(PEOPLE), min_size=1, max_size=2),
    ),
    max_size=40,
)
QUESTIONS = [
    {each for each in asked if each}
    for asked in product(
        [None, *STEPS], [None, ("campaign", None), ("campaign", 1)], [None, ("year", 2026)], [None, ("unit", 0), ("unit", 1), ("unit", 3)]
    )
]  # fmt: skip


def persons(items: Sequence[Item], which: set[int] | frozenset[int]) -> int:
    return len(frozenset[UUID]().union(*(items[each].persons for each in which)))


@given(ITEMS)
def test_invariant_11_no_figure_and_no_difference_of_two_tells_of_too_few(items: list[Item]) -> None:
    """Parent minus children, year minus campaigns, filters combined: every question against every other."""
    made = blocks(items, LEAST)
    answers = [set(told(places(items), made, asked).items) for asked in QUESTIONS]
    for one in answers:
        assert not one or persons(items, one) >= LEAST
    for one, other in combinations(answers, 2):
        left = one - other
        assert not left or persons(items, left) >= LEAST
    for one, other, third in combinations(answers[:12], 3):
        left = one - other - third
        assert not left or persons(items, left) >= LEAST


@given(ITEMS)
def test_each_is_told_once_and_nothing_is_lost_where_there_are_enough(items: list[Item]) -> None:
    made = blocks(items, LEAST)
    which = [each for block in made for each in block.items]
    assert len(which) == len(set(which))
    enough = persons(items, set(range(len(items)))) >= LEAST
    assert len(which) == (len(items) if enough else 0)
    for block in made:
        assert all(items[each].path[: len(block.path)] == block.path for each in block.items)


@given(ITEMS)
def test_what_is_told_belongs_to_the_question_and_what_is_left_out_is_said(items: list[Item]) -> None:
    made = blocks(items, LEAST)
    for asked in QUESTIONS:
        belong = {place for place, each in enumerate(items) if asked <= set(each.path)}
        found = told(places(items), made, asked)
        assert set(found.items) <= belong
        assert found.folded == (set(found.items) != belong)
        assert found.hidden == (bool(belong) and not found.items)


def some(units: Sequence[int], *numbers: int) -> list[Item]:
    return [item(1, None, 2026, units, frozenset({PEOPLE[number]})) for number in numbers]


def test_a_small_unit_folds_into_the_one_above() -> None:
    items = some((0, 1), 0, 1, 2, 3) + some((0, 2), 4, 5) + some((0,), 6, 7)
    made = blocks(items, LEAST)
    assert len(told(places(items), made, {("unit", 0)}).items) == 8
    assert len(told(places(items), made, {("unit", 1)}).items) == 4
    assert told(places(items), made, {("unit", 2)}).hidden


def test_where_too_few_would_be_left_of_the_one_above_the_smallest_below_goes_with_them() -> None:
    items = some((0, 1), 0, 1, 2, 3, 4) + some((0, 2), 5, 6, 7, 8) + some((0, 3), 9)
    made = blocks(items, LEAST)
    assert len(told(places(items), made, {("unit", 0)}).items) == 10
    assert len(told(places(items), made, {("unit", 1)}).items) == 5
    assert told(places(items), made, {("unit", 2)}).hidden, "else the one person in unit 3 would be the difference"


def test_many_ideas_of_few_people_are_few() -> None:
    items = some((0,), *[0, 1, 2] * 10)
    assert blocks(items, LEAST) == []
    assert told(places(items), [], ()).hidden
