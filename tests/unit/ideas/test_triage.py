"""Triage, merging and rerouting."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.unit.ideas.making import NOBODY, NOW, OFFICER, STATUSES, an_author, an_idea, kept, shared_idea

from ideas.domain import authors, drafting, triage
from ideas.domain.refusals import (
    Conflicted,
    MergeIntoHidden,
    MergeIntoItself,
    OwnIdea,
    SharesNotAgreed,
    StaysInTheOpen,
    WrongStatus,
)
from ideas.domain.standing import Standing
from ideas.domain.state import Status
from shared.events.ideas import IdeaMerged, IdeaRerouted, ReviewRequested
from shared.events.interests import InterestNoted

DUE = date(2027, 1, 31)


def test_to_review_names_the_authors_and_those_of_what_was_merged_into_it() -> None:
    idea, origin = an_idea(status="submitted"), shared_idea(60, 40, status="merged")
    idea, event = triage.send_to_review(idea, 2, DUE, OFFICER, NOW, origins=[origin], interested={OFFICER})
    assert isinstance(event, ReviewRequested)
    assert idea.status == "under_review"
    assert {author.person_id for author in event.authors} == {idea.author_id}
    assert set(event.merged_authors) == origin.written_by
    assert event.interested == (OFFICER,)


@pytest.mark.parametrize("status", [s for s in STATUSES if s != "submitted"])
def test_only_what_was_handed_in_is_triaged(status: Status) -> None:
    with pytest.raises(WrongStatus):
        triage.send_to_review(an_idea(status=status), 2, DUE, OFFICER, NOW)
    with pytest.raises(WrongStatus):
        triage.reroute(an_idea(status=status), uuid4(), "out-of-remit", "Theirs.", OFFICER, now=NOW)


def test_invariant_09_a_merge_moves_nothing_of_the_origin() -> None:
    earlier = NOW - timedelta(days=9)
    origin = shared_idea(60, 40, status="submitted", number=3, priority_at=earlier, endorsements=5)
    into = an_idea(status="submitted", number=4, priority_at=NOW, endorsements=2)
    merged, lives_on, event = triage.merge(origin, into, OFFICER, NOW, standings=())
    assert isinstance(event, IdeaMerged)
    assert event.authors == origin.authors
    assert merged == replace(
        origin, status="merged", merged_into=into.idea_id, version=origin.version + 1, edition=origin.edition + 1
    )
    assert lives_on == replace(into, edition=into.edition + 1), "nothing is added to it: endorsers are asked again"


def test_what_is_merged_or_decided_takes_in_nothing() -> None:
    for status in ("draft", "returned", "merged", "withdrawn", "declined", "implementing", "closed"):
        with pytest.raises(WrongStatus):
            triage.merge(an_idea(status="submitted"), an_idea(status=status), OFFICER, NOW, standings=())


UNIT, OTHER_UNIT = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("origin", "into", "allowed"),
    [
        ({"visibility": "organisation"}, {"visibility": "organisation"}, True),
        ({"visibility": "unit", "unit_id": UNIT}, {"visibility": "organisation"}, True),
        ({"visibility": "organisation", "unit_id": UNIT}, {"visibility": "unit", "unit_id": UNIT}, False),
        ({"visibility": "unit", "unit_id": UNIT}, {"visibility": "unit", "unit_id": UNIT}, True),
        ({"visibility": "unit", "unit_id": UNIT}, {"visibility": "unit", "unit_id": OTHER_UNIT}, False),
        (
            {"visibility": "unit", "unit_id": UNIT, "remit_id": OTHER_UNIT},
            {"visibility": "unit", "unit_id": UNIT},
            False,
        ),
        (
            {"visibility": "unit", "unit_id": UNIT},
            {"visibility": "unit", "unit_id": OTHER_UNIT, "remit_id": UNIT},
            False,  # it may be sent to a third unit tomorrow
        ),
    ],
)
def test_nobody_loses_sight_of_an_idea_by_a_merge(origin: dict[str, Any], into: dict[str, Any], allowed: bool) -> None:
    one, other = an_idea(status="submitted", **origin), an_idea(status="submitted", **into)
    with nullcontext() if allowed else pytest.raises(MergeIntoHidden):
        triage.merge(one, other, OFFICER, NOW, standings=())


def test_what_others_live_on_in_is_not_hidden_afterwards() -> None:
    by = an_author()
    idea = an_idea(status="returned", author_id=by.person_id, parts=(by,), unit_id=UNIT)
    hide = {"visibility": "unit"}
    last = kept(by.person_id, handed_in=True)
    with pytest.raises(StaysInTheOpen):
        drafting.edit(idea, by.person_id, hide, last, NOW, origins=[an_idea(status="merged")])
    near = an_idea(status="merged", visibility="unit", unit_id=UNIT)
    assert drafting.edit(idea, by.person_id, hide, last, NOW, origins=[near]).visibility == "unit"


def test_an_idea_is_not_merged_into_itself_nor_by_an_author_of_either() -> None:
    one, other = an_idea(status="submitted"), an_idea(status="submitted")
    with pytest.raises(MergeIntoItself):
        triage.merge(one, one, OFFICER, NOW, standings=())
    merged = an_idea(status="merged")
    standings = [Standing(one.written_by), Standing(other.written_by | merged.written_by)]
    for author in (one.author_id, other.author_id, merged.author_id):
        with pytest.raises(OwnIdea):
            triage.merge(one, other, author, NOW, standings=standings)


def test_a_rerouted_idea_waits_at_the_desk_for_the_other_unit() -> None:
    unit = uuid4()
    idea, event = triage.reroute(an_idea(status="submitted"), unit, "out-of-remit", "Theirs.", OFFICER, now=NOW)
    assert isinstance(event, IdeaRerouted)
    assert (idea.status, idea.remit_id, event.reason_code) == ("submitted", unit, "out-of-remit")


def test_a_returned_idea_is_merged_only_with_shares_that_all_agreed_to() -> None:
    mine, other = uuid4(), uuid4()
    origin = an_idea(author_id=mine, status="returned", number=1, priority_at=NOW)
    origin, _ = authors.invite(origin, other, mine, NOW)
    with pytest.raises(SharesNotAgreed):
        triage.merge(origin, an_idea(status="submitted", number=2, priority_at=NOW), uuid4(), NOW, standings=())


def test_an_interest_is_told_without_its_why_and_changes_nothing_that_shows() -> None:
    before, one, other = an_idea(status="under_review", version=4, edition=7), uuid4(), uuid4()
    idea, event = triage.note_interested(before, {one, other}, NOW)
    assert isinstance(event, InterestNoted)
    assert (event.interested, event.by) == (tuple(sorted((one, other))), None)
    assert idea == replace(before, version=5)
    assert event.aggregate_version == 5


def test_invariant_03_nobody_handles_an_idea_in_which_they_have_an_interest() -> None:
    one, other = an_idea(status="submitted"), an_idea(status="submitted")
    interested = Standing(one.written_by | other.written_by, conflicted=frozenset({OFFICER}))
    for standings in ([interested, NOBODY], [NOBODY, interested]):
        with pytest.raises(Conflicted):
            triage.merge(one, other, OFFICER, NOW, standings=standings)
    with pytest.raises(OwnIdea):
        interested.refuse_interested(other.author_id)
    interested.refuse_interested(uuid4())
    Standing(managers=frozenset({OFFICER})).refuse_interested(
        OFFICER
    )  # who manages an author decides on nothing of theirs
    with pytest.raises(Conflicted):
        Standing(managers=frozenset({OFFICER})).refuse_deciding(OFFICER)
