"""What is told, why, to whom it opens, and what may be muted."""

from __future__ import annotations

from typing import get_args
from uuid import UUID, uuid4

import pytest

from notify import handlers
from notify.domain import access, preferences, reasons, sentences
from notify.domain.access import Gate, Reader, may_see
from notify.domain.kinds import KINDS
from notify.domain.preferences import Wanted
from notify.domain.reasons import Why
from notify.domain.refusals import RequiredByLaw, ToldTwice
from notify.domain.reminders import RULES
from shared.errors import Language
from shared.events import people

SILENT = {
    "assignment.settled",
    "clock.expired",
    "idea.endorsed",
    "idea.rerouted",
    "interest.noted",
    "invitation.settled",
    "shares.settled",
    "members.left-out",
    "round.cancelled",
    "task.dropped",
    "task.verified",
}
"""Heard, but nobody is told of it: another event tells it, or it only ends what somebody is asked."""
BODY, OTHER_BODY, CASE, UNIT = (uuid4() for _ in range(4))


def a_reader(
    *roles: str,
    bodies: tuple[UUID, ...] = (),
    cases: tuple[UUID, ...] = (),
    units: tuple[UUID, ...] = (),
    employed: bool = True,
) -> Reader:
    return Reader(uuid4(), employed, frozenset(roles), frozenset(bodies), frozenset(cases), frozenset(units))


@pytest.mark.parametrize("kind", sorted(sentences.SENTENCES))
@pytest.mark.parametrize("why", get_args(Why))
def test_every_sentence_names_the_idea_in_three_languages(kind: str, why: Why) -> None:
    for language in get_args(Language):
        assert "Rooms" in sentences.sentence(kind, why, "Rooms", language)
        assert getattr(sentences.UNTITLED, language) in sentences.sentence(kind, why, None, language)


def test_a_title_is_never_taken_for_a_template() -> None:
    assert "{0.__class__} {title}" in sentences.sentence("plan.opened", "author", "{0.__class__} {title}", "en")


def test_every_event_that_is_heard_is_a_kind_with_a_sentence() -> None:
    copied = {people.PersonChanged, people.PersonErased, people.UnitChanged, people.BodyChanged, people.CalendarChanged}
    heard = {event.type_name() for event in handlers.HANDLERS if event not in copied}
    assert (heard - SILENT) | set(RULES) == set(sentences.SENTENCES) == set(KINDS)
    assert set(sentences.FOLLOWED) < set(KINDS)


def test_those_who_only_follow_are_not_called_authors() -> None:
    followed = ("idea.commented", "idea.withdrawn", "idea.merged", "idea.decided", "idea.implemented", "plan.stopped")
    for kind in followed:
        told = [sentences.sentence(kind, "endorsed", "Rooms", language) for language in get_args(Language)]
        assert not any(yours in text for yours in ("our idea", "otre idée", "hre Idee") for text in told)


@pytest.mark.parametrize("why", get_args(Why))
def test_every_reason_is_told_in_three_languages(why: Why) -> None:
    assert len({reasons.reason(why, language) for language in ("en", "fr", "de")}) == 3


def test_a_reason_names_the_function_or_the_body() -> None:
    assert "Ideenstelle" in reasons.reason("role", "de", role="scheme-officer")
    assert reasons.reason("mandate", "fr", body={"fr": "CSE"}) == "Vous représentez\N{NARROW NO-BREAK SPACE}: CSE."


def test_invariant_14_the_room_of_a_body_opens_for_its_mandates_alone() -> None:
    gate = Gate(access.room_keys("representatives", BODY, CASE))
    roles = ("scheme-officer", "consultation-officer", "decision-maker", "administrator", "implementer")
    assert may_see(gate, a_reader(bodies=(BODY,)), author=False, idea_units=None)
    assert may_see(gate, a_reader(cases=(CASE,)), author=False, idea_units=None), "sits in"
    assert not may_see(gate, a_reader(cases=(uuid4(),)), author=False, idea_units=None)
    assert not may_see(gate, a_reader(bodies=(OTHER_BODY,)), author=False, idea_units=None)
    assert not may_see(gate, a_reader(*roles), author=False, idea_units=None)
    assert not may_see(gate, a_reader("decision-maker", bodies=(BODY,)), author=False, idea_units=None), "R9"
    assert not may_see(gate, a_reader("administrator", bodies=(BODY,)), author=False, idea_units=None), "R9"
    assert not may_see(gate, a_reader(bodies=(BODY,), employed=False), author=False, idea_units=None)


def test_the_other_rooms_open_for_their_sides() -> None:
    management, joint = Gate(access.room_keys("management", BODY, CASE)), Gate(access.room_keys("joint", BODY, CASE))
    member, officer = a_reader(bodies=(BODY,)), a_reader("consultation-officer")
    assert not may_see(management, member, author=False, idea_units=None)
    assert may_see(management, officer, author=False, idea_units=None)
    assert all(may_see(joint, each, author=False, idea_units=None) for each in (member, officer))
    assert not may_see(joint, a_reader("scheme-officer"), author=False, idea_units=None)


def test_invariant_4_what_says_something_of_reviewers_never_opens_for_an_author() -> None:
    gate = Gate(("role:scheme-officer",), blind=True)
    assert may_see(gate, a_reader("scheme-officer"), author=False, idea_units=None)
    assert not may_see(gate, a_reader("scheme-officer"), author=True, idea_units=None)
    assert {kind for kind, said in KINDS.items() if said.blind} == {
        "reviewer.assigned",
        "assignment.rescheduled",
        "assignment.escalated",
        "round.calibrating",
        "round.overdue",
        "reminder.review",
    }


def test_the_idea_of_a_unit_is_told_to_those_who_may_see_it() -> None:
    gate = Gate(of_idea=True)
    assert may_see(gate, a_reader(units=(UNIT,)), author=False, idea_units=[UNIT])
    assert may_see(gate, a_reader("scheme-officer"), author=False, idea_units=[UNIT])
    assert may_see(gate, a_reader(), author=True, idea_units=[UNIT])
    assert may_see(gate, a_reader(), author=False, idea_units=None)
    assert not may_see(gate, a_reader("administrator"), author=False, idea_units=[UNIT])
    assert not may_see(gate, a_reader(units=(uuid4(),)), author=False, idea_units=[UNIT])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_inbox_shows_everything_by_default_and_every_kind_comes_by_mail_one_way(kind: str) -> None:
    usual = preferences.default(kind)
    assert usual.inbox
    assert usual.mail != usual.digest


def test_at_once_or_in_the_digest_and_not_both() -> None:
    with pytest.raises(ToldTwice):
        preferences.choose("idea.commented", Wanted(inbox=True, mail=True, digest=True))
    with pytest.raises(RequiredByLaw) as refused:
        preferences.choose("reminder.opinion", Wanted(inbox=True, mail=True, digest=True))
    assert refused.value.pointer == "/digest", "a period set by law waits for no digest"


def test_what_was_said_before_a_kind_became_one_of_the_law_counts_no_more() -> None:
    silent = Wanted(inbox=False, mail=False)
    assert preferences.in_force("clock.stopped", silent) == preferences.default("clock.stopped")
    assert preferences.in_force("idea.commented", silent) == silent


@pytest.mark.parametrize(
    "kind", ["package.provided", "clock.started", "clock.changed", "opinion.deemed", "idea.decided"]
)
def test_what_a_period_set_by_law_depends_on_is_never_muted(kind: str) -> None:
    for wanted in (Wanted(False, True), Wanted(True, False)):
        with pytest.raises(RequiredByLaw):
            preferences.choose(kind, wanted)
    assert preferences.choose(kind, Wanted(True, True)) == Wanted(True, True)


def test_everything_else_may_be_muted() -> None:
    nothing = Wanted(False, False)
    assert {kind for kind in KINDS if not KINDS[kind].law and preferences.choose(kind, nothing) == nothing} == {
        kind for kind, said in KINDS.items() if not said.law
    }
