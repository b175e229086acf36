"""Drafts, versions, submission, withdrawal, return and revision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.unit.ideas.making import NOW, OFFICER, STATUSES, an_idea, kept, shared_idea

from ideas.domain import authors, drafting
from ideas.domain.campaigns import Campaign
from ideas.domain.refusals import CampaignClosed, NotAnAuthor, SharesNotAgreed, WrongStatus
from ideas.domain.state import Idea, Status
from shared.events.ideas import IdeaRevised, IdeaSubmitted, IdeaWithdrawn


def submitted(idea: Idea, **given: object) -> tuple[Idea, IdeaSubmitted]:
    fields = {"by": idea.author_id, "number": 7, "campaign": None, "last": kept(idea.author_id), "now": NOW}
    idea, events = drafting.submit(idea, **fields | given)  # type: ignore[arg-type]
    assert isinstance(events[0], IdeaSubmitted)
    return idea, events[0]


def test_a_submission_gets_its_number_and_the_microsecond_of_its_receipt() -> None:
    idea, event = submitted(an_idea())
    assert (event.number, event.priority_at, event.aggregate_version) == (7, NOW, 1)
    assert (idea.status, idea.version, idea.edition) == ("submitted", 1, 2)


def test_a_returned_idea_keeps_number_and_priority_and_tells_the_new_text() -> None:
    idea, _ = submitted(an_idea())
    idea, _ = drafting.return_to_author(idea, "unclear", "Which building?", OFFICER, NOW)
    idea = drafting.edit(idea, idea.author_id, {"body": "In the town hall."}, kept(idea.author_id, handed_in=True), NOW)
    assert idea.revision == 2
    later = NOW + timedelta(days=1)
    last = kept(idea.author_id, revision=2)
    idea, (event, revised) = drafting.submit(idea, idea.author_id, 8, None, last, now=later)
    assert isinstance(event, IdeaSubmitted)
    assert isinstance(revised, IdeaRevised)
    assert (event.number, event.priority_at, event.aggregate_version) == (7, NOW, 3)
    assert (revised.text, revised.revision, revised.aggregate_version) == ("In the town hall.", 2, 4)


@pytest.mark.parametrize("status", [s for s in STATUSES if s not in ("draft", "returned")])
def test_what_is_handed_in_is_neither_edited_nor_handed_in_again(status: Status) -> None:
    idea = an_idea(status=status)
    with pytest.raises(WrongStatus):
        drafting.edit(idea, idea.author_id, {"title": "New"}, kept(idea.author_id), NOW)
    with pytest.raises(WrongStatus):
        submitted(idea)


def test_saving_the_same_again_changes_nothing() -> None:
    idea = an_idea()
    assert drafting.edit(idea, idea.author_id, {"title": idea.title, "body": idea.body}, kept(uuid4()), NOW) is idea


def test_only_what_is_named_changes() -> None:
    idea = an_idea(campaign_id=uuid4())
    edited = drafting.edit(idea, idea.author_id, {"campaign_id": None}, kept(idea.author_id), NOW)
    assert edited == replace(idea, campaign_id=None, edition=2)


def test_saving_while_typing_makes_no_versions() -> None:
    idea, last = an_idea(), kept(uuid4())
    last = replace(last, by=idea.author_id)
    for minute in range(30):
        now = NOW + timedelta(minutes=minute)
        idea = drafting.edit(idea, idea.author_id, {"body": f"Sensors {minute}"}, last, now)
        last = replace(last, revision=idea.revision, saved_at=now)
    assert (idea.revision, idea.edition) == (1, 31)


@pytest.mark.parametrize(
    ("ago", "handed_in", "same_person"),
    [
        (drafting.SITTING + timedelta(microseconds=1), False, True),
        (timedelta(0), True, True),
        (timedelta(0), False, False),
    ],
)
def test_a_pause_a_submission_or_another_writer_begins_a_version(
    ago: timedelta, handed_in: bool, same_person: bool
) -> None:
    idea = an_idea(revision=4)
    last = kept(idea.author_id if same_person else uuid4(), ago=ago, handed_in=handed_in, revision=4)
    assert drafting.edit(idea, idea.author_id, {"body": "More."}, last, NOW).revision == 5


def test_a_co_author_hands_in_and_a_stranger_does_not() -> None:
    idea = shared_idea(60, 40)
    assert submitted(idea, by=idea.parts[1].person_id)[0].status == "submitted"
    with pytest.raises(NotAnAuthor):
        submitted(idea, by=uuid4())
    with pytest.raises(NotAnAuthor):
        drafting.edit(idea, uuid4(), {"title": "Mine"}, kept(idea.author_id), NOW)


def test_nothing_is_handed_in_while_an_invitation_is_open() -> None:
    idea = an_idea()
    invited, _ = authors.invite(idea, uuid4(), idea.author_id, NOW)
    with pytest.raises(SharesNotAgreed):
        submitted(invited)


@pytest.mark.parametrize(
    ("opens", "closes", "open_"),
    [(0, None, True), (0, 0, True), (1, None, False), (-9, -1, False)],
)
def test_a_campaign_takes_ideas_from_its_first_through_its_last_day(
    opens: int, closes: int | None, open_: bool
) -> None:
    today = NOW.date()
    until: date | None = None if closes is None else today + timedelta(days=closes)
    campaign = Campaign(uuid4(), today + timedelta(days=opens), until)
    if open_:
        assert submitted(an_idea(), campaign=campaign)
    else:
        with pytest.raises(CampaignClosed):
            submitted(an_idea(), campaign=campaign)


def test_what_was_handed_in_in_time_may_be_revised_after_the_campaign() -> None:
    over = Campaign(uuid4(), date(2020, 1, 1), date(2020, 2, 1))
    idea = an_idea(status="returned", number=7, priority_at=NOW - timedelta(days=3))
    assert submitted(idea, campaign=over)


def test_what_was_handed_in_elsewhere_does_not_slip_into_a_campaign_that_is_over() -> None:
    over = Campaign(uuid4(), date(2020, 1, 1), date(2020, 2, 1))
    idea = an_idea(status="returned", number=7, priority_at=NOW - timedelta(days=3))
    into = {"campaign_id": over.campaign_id}
    with pytest.raises(CampaignClosed):
        drafting.edit(idea, idea.author_id, into, kept(idea.author_id), NOW, campaign=over)
    there = replace(idea, campaign_id=over.campaign_id)
    same = {"title": "Other", **into}
    assert drafting.edit(there, idea.author_id, same, kept(idea.author_id), NOW, campaign=over).title == "Other"
    open_ = replace(over, closes_on=None)
    assert drafting.edit(idea, idea.author_id, into, kept(idea.author_id), NOW, campaign=open_).campaign_id


def test_a_withdrawn_draft_tells_nobody_and_a_withdrawn_idea_everybody() -> None:
    draft = an_idea()
    assert drafting.withdraw(draft, draft.author_id, NOW)[1] is None
    idea = an_idea(status="decision_pending")
    idea, event = drafting.withdraw(idea, idea.author_id, NOW)
    assert isinstance(event, IdeaWithdrawn)
    assert idea.status == "withdrawn"


@pytest.mark.parametrize(
    "status", ["accepted", "declined", "deferred", "implementing", "closed", "withdrawn", "merged"]
)
def test_what_is_decided_is_not_withdrawn(status: Status) -> None:
    idea = an_idea(status=status)
    with pytest.raises(WrongStatus):
        drafting.withdraw(idea, idea.author_id, NOW)


def test_a_co_author_does_not_withdraw_the_idea_of_all() -> None:
    idea = shared_idea(60, 40, status="submitted")
    with pytest.raises(NotAnAuthor):
        drafting.withdraw(idea, idea.parts[1].person_id, NOW)
