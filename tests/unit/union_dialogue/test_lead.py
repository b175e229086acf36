"""Who leads a body in a case, whom a case concerns, and whose turn it is to sit in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.unit.union_dialogue.cases import (
    AUTHOR,
    BODY,
    CHAIR,
    COUNCIL,
    NOW,
    VOTES,
    a_bench,
    a_case,
    held,
    later,
    prepared,
    resolution,
    running,
)

from shared.errors import DomainError
from shared.events import union_dialogue as told
from union_dialogue.domain import answers, bench, concern, lead, opinion, seating
from union_dialogue.domain.bench import Bench, next_substitute
from union_dialogue.domain.case import Case
from union_dialogue.domain.facts import Absence, Seating
from union_dialogue.domain.lead import Lead, act_of, lead_of
from union_dialogue.domain.opinion import Ballot, Council
from union_dialogue.domain.refusals import (
    AbsentAlready,
    DeclaredAbsent,
    LastDayPast,
    NobodyLeads,
    NoElection,
    NoQuorum,
    NoSubstituteLeft,
    NotAbsent,
    NotElectable,
    NotNextSubstitute,
    NotOfTheBody,
    NotRecused,
    NotTheLead,
    ResolutionLost,
    SomebodyLeads,
    SubstituteCannot,
)
from union_dialogue.domain.regimes import kept, shipped

TODAY = NOW.date()
DEPUTY, SECOND, MEMBER, OTHER, SUBSTITUTE, NEXT, MANAGER = (uuid4() for _ in range(7))
BENCH = a_bench(
    held(CHAIR, "chair"),
    held(SECOND, "deputy", rank=2),
    held(DEPUTY, "deputy", rank=1),
    held(MEMBER, "member"),
    held(OTHER, "member"),
    held(NEXT, "substitute", rank=2),
    held(SUBSTITUTE, "substitute", rank=1),
)
GERMAN, FRENCH, EUROPEAN = "DE-BPersVG-70", "FR-CSE", "EU-2002-14"
SIX = Council(frozenset({CHAIR, DEPUTY, SECOND, MEMBER, OTHER}), frozenset({SUBSTITUTE, NEXT}), frozenset())
BALLOT = Ballot(votes=told.Votes(in_favour=3, against=0, abstained=0), present=(MEMBER, OTHER, SECOND))


def away(case: Case, *people: UUID, last_day: date | None = None) -> Case:
    for who in people:
        case = bench.declare_absent(case, Absence(person_id=who, last_day=last_day), BENCH, TODAY)
    return case


def sits(case: Case, substitute: UUID, member: UUID, on: Bench = BENCH, **given: Any) -> Case:
    return seating.seat(case, Seating(substitute_id=substitute, member_id=member, **given), on, TODAY, BODY)[0]


def elected(case: Case, who: UUID = MEMBER, ballot: Ballot = BALLOT) -> Case:
    return lead.elect(case, who, ballot, SIX, seats=(BENCH, TODAY), act=BODY)[0]


def without(*people: UUID) -> Bench:
    return {who: each for who, each in BENCH.items() if who not in people}


def test_the_chair_leads_while_they_can_then_the_deputies_in_their_order() -> None:
    case = running(GERMAN)
    assert lead_of(case, BENCH, TODAY) == Lead(CHAIR, "chair")
    assert lead_of(away(case, CHAIR), BENCH, TODAY) == Lead(DEPUTY, "deputy", CHAIR)
    assert lead_of(away(case, CHAIR, DEPUTY), BENCH, TODAY) == Lead(SECOND, "deputy", CHAIR)
    assert lead_of(away(case, CHAIR, DEPUTY, SECOND), BENCH, TODAY) is None
    assert lead_of(case, without(CHAIR), TODAY) == Lead(DEPUTY, "deputy")
    assert lead_of(case, without(CHAIR, DEPUTY, SECOND), TODAY) is None


def test_an_absence_ends_after_its_last_day_or_when_it_is_ended() -> None:
    case = away(running(GERMAN), CHAIR, last_day=TODAY)
    assert lead_of(case, BENCH, TODAY) == Lead(DEPUTY, "deputy", CHAIR)
    assert lead_of(case, BENCH, TODAY + timedelta(days=1)) == Lead(CHAIR, "chair")
    assert lead_of(bench.end_absence(case, CHAIR, TODAY), BENCH, TODAY) == Lead(CHAIR, "chair")
    with pytest.raises(NotAbsent):
        bench.end_absence(case, CHAIR, TODAY + timedelta(days=1))
    with pytest.raises(AbsentAlready):
        away(case, CHAIR)
    with pytest.raises(LastDayPast):
        away(case, MEMBER, last_day=TODAY - timedelta(days=1))
    with pytest.raises(NotOfTheBody):
        away(case, AUTHOR)


def test_a_chair_for_whom_a_substitute_sits_does_not_lead() -> None:
    case = sits(running(GERMAN), SUBSTITUTE, CHAIR)
    assert lead_of(case, BENCH, TODAY) == Lead(DEPUTY, "deputy", CHAIR)


@pytest.mark.parametrize(("regime", "leads"), [(GERMAN, DEPUTY), (EUROPEAN, DEPUTY), (FRENCH, CHAIR)])
def test_a_chair_whom_the_matter_concerns_leads_only_where_the_regime_lets_them_stay(regime: str, leads: UUID) -> None:
    case = prepared(regime, authors=(CHAIR,))
    found = lead_of(case, BENCH, TODAY)
    assert found is not None
    assert found.person_id == leads


def test_only_who_leads_acts_for_the_body_and_the_refusal_says_what_to_do() -> None:
    case = running(GERMAN)
    act = act_of(case, CHAIR, BENCH, TODAY, BODY)
    assert (act.capacity, act.in_place_of, act.mandate_id) == ("chair", None, BODY.mandate_id)
    with pytest.raises(NotTheLead) as refused:
        act_of(case, DEPUTY, BENCH, TODAY, BODY)
    assert BENCH[CHAIR].name in refused.value.detail.en
    gone = away(case, CHAIR)
    act = act_of(gone, DEPUTY, BENCH, TODAY, BODY)
    assert (act.capacity, act.in_place_of) == ("deputy", CHAIR)
    with pytest.raises(DeclaredAbsent):
        act_of(gone, CHAIR, BENCH, TODAY, BODY)
    with pytest.raises(NobodyLeads):
        act_of(away(case, CHAIR, DEPUTY, SECOND), MEMBER, BENCH, TODAY, BODY)


def test_what_a_deputy_says_for_the_body_tells_in_whose_place() -> None:
    act = act_of(away(running(GERMAN), CHAIR), DEPUTY, BENCH, TODAY, BODY)
    case, (event,) = opinion.deliver(running(GERMAN), resolution(1), COUNCIL, act)
    assert isinstance(event, told.OpinionDelivered)
    assert (event.capacity, event.in_place_of) == ("deputy", CHAIR)
    assert case.opinion is not None
    assert (case.opinion["capacity"], case.opinion["in_place_of"]) == ("deputy", str(CHAIR))
    _, (corrected,) = opinion.correct(case, 1, "Floor 2.", act)
    _, (waived,) = answers.waive(running(GERMAN), "Agreed before.", act)
    assert isinstance(corrected, told.OpinionCorrected)
    assert isinstance(waived, told.CaseClosed)
    assert {(each.capacity, each.in_place_of) for each in (corrected, waived)} == {("deputy", CHAIR)}


def test_members_elect_one_of_them_while_nobody_can_lead_and_it_ends_when_somebody_can() -> None:
    case = away(running(GERMAN), CHAIR, DEPUTY, SECOND)
    done, (event,) = lead.elect(case, MEMBER, BALLOT, SIX, seats=(BENCH, TODAY), act=BODY)
    assert lead_of(done, BENCH, TODAY) == Lead(MEMBER, "elected", CHAIR)
    assert isinstance(event, told.LeadElected)
    assert done.elected is not None
    assert (event.person_id, done.elected.present, done.elected.votes) == (MEMBER, BALLOT.present, BALLOT.votes)
    assert lead_of(bench.end_absence(done, SECOND, TODAY), BENCH, TODAY) == Lead(SECOND, "deputy", CHAIR)
    assert lead_of(away(done, MEMBER), BENCH, TODAY) is None
    assert lead_of(done, without(MEMBER), TODAY) is None
    assert elected(away(done, MEMBER), OTHER).elected != done.elected


def test_an_election_needs_a_vote_that_stands_somebody_who_can_and_nobody_who_leads() -> None:
    case = away(running(GERMAN), CHAIR, DEPUTY, SECOND)
    with pytest.raises(SomebodyLeads):
        elected(running(GERMAN))
    with pytest.raises(NoQuorum):
        elected(case, ballot=replace(BALLOT, present=(MEMBER,), votes=told.Votes(in_favour=1, against=0, abstained=0)))
    with pytest.raises(ResolutionLost):
        elected(case, ballot=replace(BALLOT, votes=told.Votes(in_favour=1, against=1, abstained=1)))
    for who in (CHAIR, SUBSTITUTE, AUTHOR):
        with pytest.raises(NotElectable):
            elected(case, who)
    assert lead_of(elected(sits(case, SUBSTITUTE, CHAIR), SUBSTITUTE), BENCH, TODAY) == Lead(
        SUBSTITUTE, "elected", CHAIR
    )


def test_who_may_stand_in_is_data() -> None:
    profile = shipped()[GERMAN].model_dump(mode="json")
    alone = replace(away(running(GERMAN), CHAIR), regime=kept(profile | {"stand_in": ["elected"]}))
    assert lead_of(alone, BENCH, TODAY) is None
    assert lead_of(elected(alone), BENCH, TODAY) == Lead(MEMBER, "elected", CHAIR)
    deputies = replace(away(running(GERMAN), CHAIR, DEPUTY, SECOND), regime=kept(profile | {"stand_in": ["deputy"]}))
    with pytest.raises(NoElection):
        elected(deputies)


def test_a_profile_that_was_kept_before_keeps_out_whom_its_vote_keeps_out() -> None:
    """What store/sight.py says in SQL for profiles without these members."""
    new = ("concerned", "concerned_member", "stand_in", "spokesperson", "substitutes")
    for key, leave in ((GERMAN, True), (FRENCH, False)):
        before = {name: each for name, each in shipped()[key].model_dump(mode="json").items() if name not in new}
        assert (kept(before).concerned_leave, kept(before).concerned) == (leave, ("author", "line-manager"))


@pytest.mark.parametrize(
    ("regime", "concerned", "left_out"),
    [
        (GERMAN, {AUTHOR, OTHER, MEMBER}, True),  # s.41: an author, not the author's manager
        (FRENCH, {AUTHOR, OTHER, MEMBER}, False),
        (EUROPEAN, {AUTHOR, OTHER, MANAGER, MEMBER}, True),
        (None, {AUTHOR, OTHER, MANAGER, MEMBER}, True),
    ],
)
def test_whom_a_case_concerns_is_for_the_regime_to_say(
    regime: str | None, concerned: set[UUID], left_out: bool
) -> None:
    """Authors, those of merged ideas, line managers, and who said so."""
    case = a_case(regime=regime and shipped()[regime], merged=(OTHER,), managers=(MANAGER,), recused=(MEMBER,))
    assert case.concerned == concerned
    assert case.left_out == (concerned if left_out else frozenset())


def test_who_says_that_it_concerns_them_is_left_out_until_the_body_finds_otherwise() -> None:
    case, (event,) = concern.recuse(running(GERMAN), MEMBER, BODY)
    assert isinstance(event, told.MembersLeftOut)
    assert set(event.person_ids) == case.left_out == {AUTHOR, MEMBER}
    assert (case.version, case.edition) == (event.aggregate_version, running(GERMAN).edition)
    assert concern.recuse(case, MEMBER, BODY) == (case, ())
    case, (event,) = concern.readmit(case, MEMBER, later(BODY, hours=1))
    assert isinstance(event, told.MembersLeftOut)
    assert event.person_ids == (AUTHOR,)
    for who in (MEMBER, AUTHOR):
        with pytest.raises(NotRecused):
            concern.readmit(case, who, BODY)


def test_the_first_of_the_order_sits_in_and_another_one_with_a_reason_alone() -> None:
    case = running(GERMAN)
    with pytest.raises(NotNextSubstitute) as refused:
        sits(case, NEXT, MEMBER)
    assert BENCH[SUBSTITUTE].name in refused.value.detail.de
    assert seating.whose_turn(case, BENCH, TODAY) == SUBSTITUTE
    assert sits(case, NEXT, MEMBER, out_of_turn="Of the member's own list.").seatings[0].out_of_turn
    both = sits(sits(case, SUBSTITUTE, MEMBER), NEXT, OTHER)
    assert len(both.seatings) == 2
    with pytest.raises(NoSubstituteLeft):
        seating.whose_turn(both, BENCH, TODAY)


def test_who_is_absent_or_concerned_is_passed_over() -> None:
    gone = away(running(GERMAN), SUBSTITUTE)
    concerned = prepared(GERMAN, authors=(SUBSTITUTE,))
    for case in (gone, concerned):
        assert seating.whose_turn(case, BENCH, TODAY) == NEXT
        with pytest.raises(SubstituteCannot):
            sits(case, SUBSTITUTE, MEMBER)


def test_without_ranks_the_order_is_that_of_the_mandates() -> None:
    first = held(uuid4(), "substitute", starts_on=date(2019, 1, 1))
    pair = sorted((held(uuid4(), "substitute") for _ in range(2)), key=lambda each: each.mandate_id)
    ranked = held(uuid4(), "substitute", starts_on=date(2024, 1, 1), rank=7)
    everybody, order = a_bench(*pair[::-1], ranked, first), []
    while everybody:
        following = next_substitute(running(GERMAN), everybody, TODAY)
        assert following is not None
        order.append(following)
        everybody = {who: each for who, each in everybody.items() if who != following.person_id}
    assert order == [ranked, first, *pair]


def test_a_cse_names_the_substitute_itself() -> None:
    """Who replaces whom follows the trade union there, of which nothing is known."""
    assert sits(running(FRENCH), NEXT, MEMBER).seatings


def test_a_substitute_who_votes_without_sitting_in_is_flagged_where_an_order_is_kept() -> None:
    votes = {"votes": VOTES, "present": (CHAIR, DEPUTY, SECOND, MEMBER, SUBSTITUTE)}
    kept_order = replace(SIX, seated=frozenset())
    assert opinion.judged(shipped()[GERMAN], resolution(1, **votes), kept_order) == ("substitute-not-seated",)
    seated = replace(SIX, seated=frozenset({SUBSTITUTE}))
    for council in (seated, SIX):
        assert opinion.judged(shipped()[GERMAN], resolution(1, **votes), council) == ()


def test_an_absence_of_a_closed_case_is_over() -> None:
    case, _ = answers.waive(away(running(GERMAN), CHAIR), "Agreed before.", BODY)
    assert not bench.away(case, CHAIR, TODAY)
    with pytest.raises(DomainError):
        away(case, MEMBER)
