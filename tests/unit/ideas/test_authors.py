"""Co-authors and shares."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from tests.unit.ideas.making import NOW, an_idea, shared_idea

from ideas.domain import authors
from ideas.domain.refusals import (
    AlreadyAuthor,
    NotAnAuthor,
    NotInvited,
    SharesChanged,
    SharesNotAgreed,
    SharesWrong,
    StarterStays,
)
from ideas.domain.state import Idea
from shared.events.base import Event


def settled(idea: Idea) -> bool:
    try:
        authors.settled(idea)
    except SharesNotAgreed:
        return False
    return True


def said(events: tuple[Event, ...]) -> list[tuple[str, set[UUID]]]:
    """Which kind names whom."""
    return [(each.type, set(each.person_ids)) for each in events]  # type: ignore[attr-defined]


def test_invited_accepted_proposed_and_agreed() -> None:
    idea, friend = an_idea(), uuid4()
    me = idea.author_id
    idea, (event,) = authors.invite(idea, friend, me, NOW)
    assert (event.type, event.aggregate_version, settled(idea)) == ("author.invited", 1, False)
    idea, (event,) = authors.accept(idea, friend, NOW)
    assert (event.type, event.by, event.aggregate_version) == ("invitation.settled", None, 2)
    assert authors.accept(idea, friend, NOW) == (idea, ()), "told once"
    assert not settled(idea)
    shares = {me: 60, friend: 40}
    idea, (event,) = authors.propose(idea, shares, me, NOW)
    assert (event.type, event.by, event.person_ids) == ("shares.proposed", me, (friend,))  # type: ignore[attr-defined]
    assert [part.agreed for part in idea.parts] == [True, False]
    assert not settled(idea)
    idea, (event,) = authors.agree(idea, shares, friend, NOW)
    assert (event.type, event.by, event.person_ids) == ("shares.settled", None, (friend,))  # type: ignore[attr-defined]
    assert authors.agree(idea, shares, friend, NOW) == (idea, ()), "told once"
    assert settled(idea)
    assert [author.share for author in idea.authors] == [60, 40]


def test_when_shares_change_all_agree_again() -> None:
    idea = shared_idea(50, 30, 20)
    one, two, three = (part.person_id for part in idea.parts)
    idea, events = authors.propose(idea, {one: 40, two: 40, three: 20}, two, NOW)
    assert [part.agreed for part in idea.parts] == [False, True, False]
    assert said(events) == [("shares.proposed", {one, three})]
    idea, events = authors.propose(idea, {one: 30, two: 40, three: 30}, three, NOW)
    assert said(events) == [("shares.proposed", {one, two}), ("shares.settled", {three})], "all are asked anew"


def test_the_same_proposal_again_is_an_agreement() -> None:
    idea = shared_idea(50, 50)
    one, two = (part.person_id for part in idea.parts)
    idea, _ = authors.propose(idea, {one: 70, two: 30}, one, NOW)
    again, events = authors.propose(idea, {one: 70, two: 30}, two, NOW)
    assert (settled(again), said(events)) == (True, [("shares.settled", {two})])


def test_who_agrees_says_to_what() -> None:
    idea = shared_idea(50, 50)
    one, two = (part.person_id for part in idea.parts)
    idea, _ = authors.propose(idea, {one: 99, two: 1}, one, NOW)
    with pytest.raises(SharesChanged):
        authors.agree(idea, {one: 50, two: 50}, two, NOW)


@pytest.mark.parametrize("shares", [(60, 41), (59, 40), (100, 0), (101, -1)])
def test_shares_that_do_not_make_a_whole_are_refused(shares: tuple[int, int]) -> None:
    idea = shared_idea(50, 50)
    named = dict(zip((part.person_id for part in idea.parts), shares, strict=True))
    with pytest.raises(SharesWrong):
        authors.propose(idea, named, idea.author_id, NOW)


def test_shares_name_every_author_and_nobody_else() -> None:
    idea = shared_idea(50, 50)
    one, two = (part.person_id for part in idea.parts)
    wrong: list[dict[UUID, int]] = [{one: 100}, {one: 50, uuid4(): 50}, {one: 40, two: 40, uuid4(): 20}]
    for shares in wrong:
        with pytest.raises(SharesWrong):
            authors.propose(idea, shares, one, NOW)


def test_an_invitation_alone_gives_no_say() -> None:
    idea, friend = an_idea(), uuid4()
    idea, _ = authors.invite(idea, friend, idea.author_id, NOW)
    with pytest.raises(NotAnAuthor):
        authors.invite(idea, uuid4(), friend, NOW)
    with pytest.raises(NotAnAuthor):
        authors.propose(idea, {idea.author_id: 1, friend: 99}, friend, NOW)
    with pytest.raises(NotAnAuthor):
        authors.agree(idea, {idea.author_id: 100, friend: 0}, friend, NOW)
    with pytest.raises(NotInvited):
        authors.accept(idea, uuid4(), NOW)


def test_nobody_is_invited_twice_nor_more_than_there_may_be() -> None:
    idea = shared_idea(*[5] * 20)
    for person in (idea.parts[1].person_id, uuid4()):
        with pytest.raises(AlreadyAuthor):
            authors.invite(idea, person, idea.author_id, NOW)


def test_who_steps_out_leaves_the_others_to_agree_again() -> None:
    idea = shared_idea(40, 40, 20)
    three = idea.parts[2].person_id
    idea, told = authors.leave(idea, three, three, NOW)
    assert (len(idea.parts), settled(idea), told) == (2, False, ()), "the invitation was taken before"
    idea, _ = authors.leave(idea, idea.parts[1].person_id, idea.author_id, NOW)
    assert settled(idea), "alone again: the whole"
    assert [part.share for part in idea.parts] == [100]


def test_the_first_author_stays_and_co_authors_do_not_put_each_other_out() -> None:
    idea = shared_idea(40, 40, 20)
    one, two, three = (part.person_id for part in idea.parts)
    with pytest.raises(StarterStays):
        authors.leave(idea, one, one, NOW)
    with pytest.raises(NotAnAuthor):
        authors.leave(idea, three, two, NOW)


def test_an_invitation_that_ends_unanswered_is_told_without_saying_how() -> None:
    idea, friend, other = an_idea(), uuid4(), uuid4()
    idea, _ = authors.invite(idea, friend, idea.author_id, NOW)
    idea, _ = authors.invite(idea, other, idea.author_id, NOW)
    left, (event,) = authors.leave(idea, friend, idea.author_id, NOW)
    assert (event.type, event.by, event.person_id) == ("invitation.settled", None, friend)  # type: ignore[attr-defined]
    gone, events = authors.call_off(left, NOW)
    assert [(each.person_id, each.aggregate_version) for each in events] == [(other, gone.version)]  # type: ignore[attr-defined]


def test_who_takes_the_invitation_after_the_proposal_is_asked_then_and_nobody_twice() -> None:
    idea, friend, other = shared_idea(50, 50), uuid4(), uuid4()
    one, two = (part.person_id for part in idea.parts)
    idea, _ = authors.invite(idea, friend, one, NOW)
    idea, events = authors.propose(idea, {one: 40, two: 30, friend: 30}, one, NOW)
    assert said(events) == [("shares.proposed", {two})]
    idea, events = authors.accept(idea, friend, NOW)
    assert said(events[1:]) == [("shares.proposed", {friend})]
    idea, events = authors.invite(idea, other, one, NOW)
    assert said(events[1:]) == [("shares.settled", {two, friend})], "a proposal without the new one is off"
    idea, events = authors.leave(idea, other, other, NOW)
    assert events[1:] == (), "nobody proposes it"
    idea, events = authors.agree(idea, {one: 40, two: 30, friend: 30}, two, NOW)
    assert said(events) == [("shares.proposed", {one, friend})], "now somebody does"


def test_a_draft_that_is_gone_asks_nobody() -> None:
    idea = shared_idea(50, 50)
    one, two = (part.person_id for part in idea.parts)
    idea, _ = authors.propose(idea, {one: 70, two: 30}, one, NOW)
    _, events = authors.call_off(idea, NOW)
    assert said(events) == [("shares.settled", {two})]
