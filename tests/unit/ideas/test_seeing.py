"""Who sees what of an idea, what makes two ideas alike, and what others' events do."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.ideas.making import NOW, STATUSES, a_reader, an_idea

from ideas.domain import authors, journey, similarity, state
from ideas.domain.state import Status


def test_a_draft_is_seen_by_its_authors_and_the_invited_alone() -> None:
    idea, friend = an_idea(), uuid4()
    idea, _ = authors.invite(idea, friend, idea.author_id, NOW)
    assert state.visible(idea, a_reader(person_id=friend))
    assert state.visible(idea, a_reader(person_id=idea.author_id))
    assert not state.visible(idea, a_reader("scheme-officer", "administrator", units=[idea.unit_id]))


def test_an_idea_for_the_unit_is_seen_there_by_who_works_on_it_and_by_who_represents_it() -> None:
    idea = an_idea(status="submitted", visibility="unit")
    seen = {
        "in the unit": a_reader(units=[idea.unit_id]),
        "its representative": a_reader(covers=[idea.unit_id]),
        "scheme office": a_reader("scheme-officer"),
        "decides": a_reader("decision-maker", "administrator"),
    }
    assert all(state.visible(idea, who) for who in seen.values())
    for stranger in (a_reader(), a_reader("administrator"), a_reader(units=[uuid4()], covers=[uuid4()])):
        assert not state.visible(idea, stranger)
    assert state.visible(replace(idea, remit_id=(remit := uuid4())), a_reader(units=[remit]))


def test_a_withdrawn_idea_is_gone_or_sealed() -> None:
    gone, sealed = an_idea(status="withdrawn"), an_idea(status="withdrawn", endorsements=1)
    reader = a_reader("scheme-officer")
    assert not state.visible(gone, reader)
    assert state.visible(sealed, reader)
    assert not state.shows_text(sealed, reader)
    assert state.shows_text(sealed, a_reader(person_id=sealed.author_id))


@pytest.mark.parametrize("status", STATUSES)
def test_invariant_04_who_wrote_it_shows_only_when_the_reviews_are_in(status: Status) -> None:
    idea = an_idea(status=status)
    assert state.shows_authors(idea, a_reader("decision-maker")) == (
        status not in ("submitted", "returned", "under_review", "merged")
    )
    assert state.shows_authors(idea, a_reader("scheme-officer"))
    assert state.shows_authors(idea, a_reader(person_id=idea.author_id))


def test_words_are_alike_without_accents_endings_and_case() -> None:
    assert similarity.words("Émettre des Fahrräder, STRASSE straße 2026") == ["emettre", "fahrrader", "strasse", "2026"]
    assert similarity.shared_words("More bicycle racks", "A second rack for bicycles") == ["rack", "bicycles"]
    assert similarity.shared_words("Coffee", "A second rack for bicycles") == []


def test_a_search_for_similar_ones_asks_for_two_words_together() -> None:
    assert similarity.wanted("Rooms that are free", "") == "(rooms & that) | (rooms & free) | (that & free)"
    assert similarity.wanted("Bicycles", "ignored text") == "bicycles"
    assert similarity.wanted("", "") == ""
    assert similarity.nearly("Freie Besprechungsräume anzeigen") == "besprechungsraume anzeigen"
    assert similarity.nearly("IT") == "IT"


def test_a_measured_benefit_starts_the_tracking_and_is_never_out_of_place() -> None:
    assert journey.hear(an_idea(status="implemented"), "benefit.measured")[0].status == "benefits_tracking"
    early = an_idea(status="implementing")
    assert journey.hear(early, "benefit.measured") == (early, None)


def test_a_late_event_is_ignored_with_the_reason() -> None:
    idea = an_idea(status="decision_pending")
    assert journey.hear(idea, "round.concluded") == (idea, "the idea is decision_pending")
    assert journey.hear_last_case_closed(replace(idea, status="accepted"))[1] == "the idea is accepted"


ENDS = frozenset({"withdrawn", "merged", "closed"})
_WAY = ["under_review", "reviewed", "in_consultation", "decision_pending", "accepted", "accepted_with_changes", "pilot"]
ORDER = {
    status: place for place, status in enumerate([*_WAY, "implementing", "implemented", "benefits_tracking", "closed"])
}


@given(st.sampled_from(STATUSES), st.lists(st.sampled_from([*journey.HEARD, "last-case"]), max_size=12))
def test_whatever_is_heard_in_whatever_order_never_moves_an_idea_back(status: Status, kinds: list[str]) -> None:
    idea = an_idea(status=status)
    for kind in kinds:
        heard, ignored = journey.hear_last_case_closed(idea) if kind == "last-case" else journey.hear(idea, kind)
        assert heard.status == idea.status or ORDER[heard.status] > ORDER[idea.status]
        assert idea.status not in ENDS or heard == idea
        assert heard.version == idea.version, "hearing tells nothing"
        assert (heard == idea) or ignored is None
        idea = heard
