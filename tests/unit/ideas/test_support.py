"""Endorsements, the threshold, comments and facets."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ideas.making import NOW, an_idea

from ideas.domain import discussion, portfolio, support
from ideas.domain.discussion import Comment
from ideas.domain.refusals import CommentGone, NotTheirComment, OwnIdea, ThreadTooDeep, WrongStatus
from ideas.domain.state import Idea
from shared.events.ideas import SupportReached


@pytest.mark.parametrize(("headcount", "needed"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (41, 3), (1000, 50)])
def test_the_threshold_is_a_twentieth_of_the_workforce_rounded_up(headcount: int, needed: int) -> None:
    assert support.threshold(headcount) == needed


def endorsed(idea: Idea, times: int, headcount: int) -> tuple[Idea, list[str]]:
    told = []
    for _ in range(times):
        idea, events = support.endorse(idea, uuid4(), headcount, NOW)
        told += [event.type for event in events]
    return idea, told


def test_the_threshold_is_told_once_even_when_support_falls_and_rises() -> None:
    idea, told = endorsed(an_idea(status="submitted"), 2, 40)
    assert told == ["idea.endorsed", "idea.endorsed", "support.reached"]
    idea, _ = support.take_back(idea, uuid4(), NOW)
    idea, again = endorsed(idea, 2, 40)
    assert again == ["idea.endorsed", "idea.endorsed"]
    assert (idea.endorsements, idea.support_at, idea.version) == (3, NOW, 6)


@given(headcount=st.integers(0, 3_000), before=st.integers(0, 160))
def test_counting_no_further_than_the_rule_must_know_changes_nothing(headcount: int, before: int) -> None:
    idea = an_idea(status="submitted", endorsements=before)
    counted = min(headcount, support.counted_to(idea))
    by = uuid4()
    assert support.endorse(idea, by, counted, NOW) == support.endorse(idea, by, headcount, NOW)
    assert support.counted_to(idea) <= 20 * before + 21
    assert support.counted_to(an_idea(status="submitted", endorsements=before, support_at=NOW)) == 0


def test_the_event_says_the_headcount_it_was_counted_on() -> None:
    _, events = support.endorse(an_idea(status="submitted", endorsements=2), uuid4(), 55, NOW)
    reached = events[1]
    assert isinstance(reached, SupportReached)
    assert (reached.threshold, reached.headcount, reached.by) == (3, 55, None)


def test_nobody_endorses_their_own_idea_or_a_decided_one() -> None:
    idea = an_idea(status="submitted")
    with pytest.raises(OwnIdea):
        support.endorse(idea, idea.author_id, 40, NOW)
    for status in ("draft", "withdrawn", "merged", "declined", "closed"):
        with pytest.raises(WrongStatus):
            support.endorse(an_idea(status=status), uuid4(), 40, NOW)


def said(idea: Idea, parent: Comment | None = None) -> Comment:
    _, made, event = discussion.comment(idea, parent, uuid4(), uuid4(), "Which rooms?", mentions=(), now=NOW)
    assert "Which" not in event.model_dump_json(), "the text stays with ideas"
    return made


def test_answers_go_so_deep_and_no_deeper() -> None:
    idea = an_idea(status="submitted")
    place = said(idea)
    for _ in range(discussion.DEEPEST):
        place = said(idea, place)
    assert place.depth == discussion.DEEPEST
    with pytest.raises(ThreadTooDeep):
        said(idea, place)


def test_a_comment_is_its_authors() -> None:
    idea = an_idea(status="submitted")
    made = said(idea)
    with pytest.raises(NotTheirComment):
        discussion.reword(idea, made, uuid4(), "Mine now", NOW)
    reworded = discussion.reword(idea, made, made.author_id, "Which of them?", NOW)
    assert (reworded.text, reworded.edition, reworded.changed_at) == ("Which of them?", 2, NOW)
    gone = discussion.take_back(idea, reworded, made.author_id, NOW)
    assert gone.text is None
    with pytest.raises(CommentGone):
        discussion.reword(idea, gone, made.author_id, "Back", NOW)


@pytest.mark.parametrize("status", ["draft", "withdrawn", "merged", "closed"])
def test_nothing_is_said_where_nobody_listens(status: str) -> None:
    with pytest.raises(WrongStatus):
        said(an_idea(status=status))


@given(st.lists(st.integers(1, 3), max_size=60), st.integers(1, 20))
def test_invariant_11_two_pictures_differ_by_at_least_k_people(arrivals: list[int], k: int) -> None:
    """Whenever pictures are drawn, between any two of them at least k (and never under 5) people were added."""
    raters = shown = 0
    drawn = [0]
    for arrived in arrivals:
        raters += arrived
        if portfolio.due(raters, shown, k):
            shown = raters
            drawn.append(raters)
    assert all(later - sooner >= max(k, 5) for sooner, later in zip(drawn, drawn[1:], strict=False))


def test_the_spread_shows_disagreement() -> None:
    ratings = [dict.fromkeys(portfolio.FACETS, value) for value in (0, 0, 4, 4, 4)]
    spread = portfolio.spread(ratings)["mission"]
    assert (spread.median, spread.lower_quartile, spread.upper_quartile, spread.lowest, spread.highest) == (
        4,
        0,
        4,
        0,
        4,
    )
