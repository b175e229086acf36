"""An idea as a state machine: whatever is done and heard, in whatever order and how often, the invariants hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.unit.ideas.making import DAYS, NOW, an_answer, an_idea

from ideas.domain import authors, deciding, drafting, impact, journey, support, triage
from ideas.domain.deciding import REASONS_OF, AppealReply
from ideas.domain.drafting import Kept
from ideas.domain.impact import Concerned, Contest, Heard, Screening
from ideas.domain.screens import SCREENS
from ideas.domain.standing import Standing
from ideas.domain.state import Idea
from shared.errors import DomainError, Text
from shared.events.base import Event
from shared.events.ideas import ConsultationRequired, IdeaDecided, SharesProposed, SharesSettled, SupportReached

PEOPLE = [uuid4() for _ in range(5)]
BODIES = [uuid4(), uuid4()]
DUE = NOW.date() + timedelta(days=DAYS + 1)
ENDS = ("withdrawn", "merged", "closed")
people = st.sampled_from(PEOPLE)
QUESTIONS = sorted(SCREENS[1])


class Journey(RuleBasedStateMachine):
    """One idea, the duties and contests that the store keeps beside it, and everything that it told."""

    @initialize()
    def begins(self) -> None:
        self.now = NOW
        self.idea = an_idea(author_id=PEOPLE[0])
        self.last = Kept(1, PEOPLE[0], NOW, handed_in=False)
        self.duties: dict[UUID, bool] = {}
        self.heard_on: dict[UUID, set[str]] = {}
        self.asked: list[str] = []
        self.told: list[Event] = []
        self.first_receipt: tuple[Any, Any] = (None, None)
        self.endorsers: set[UUID] = set()

    def does(self, step: Callable[[], Any]) -> bool:
        """Try a step; what it refuses changes nothing."""
        before = self.idea
        try:
            made = step()
        except DomainError:
            assert self.idea == before
            return False
        if isinstance(made, Idea):
            self.idea = made
        elif made is not None:
            self.idea, *events = made
            flat = [each for group in events for each in (group if isinstance(group, tuple) else (group,))]
            self.told += [event for event in flat if event is not None]
        return True

    # What authors do

    @rule(by=people, text=st.sampled_from(["A", "B", "C"]), pause=st.integers(0, 20))
    def edits(self, by: UUID, text: str, pause: int) -> None:
        self.now += timedelta(minutes=pause)
        if self.does(lambda: drafting.edit(self.idea, by, {"body": text}, self.last, self.now)):
            assert self.idea.revision in (self.last.revision, self.last.revision + 1)
            handed_in = self.last.handed_in and self.idea.revision == self.last.revision
            self.last = Kept(self.idea.revision, by, self.now, handed_in)

    @rule(by=people, whom=people)
    def invites(self, by: UUID, whom: UUID) -> None:
        self.does(lambda: authors.invite(self.idea, whom, by, self.now))

    @rule(by=people)
    def accepts(self, by: UUID) -> None:
        self.does(lambda: authors.accept(self.idea, by, self.now))

    @rule(by=people, whom=people)
    def leaves(self, by: UUID, whom: UUID) -> None:
        self.does(lambda: authors.leave(self.idea, whom, by, self.now))

    @rule(by=people, first=st.integers(-5, 105), agree=st.booleans())
    def shares(self, by: UUID, first: int, agree: bool) -> None:
        involved = [part.person_id for part in self.idea.parts]
        rest = (100 - first) // max(1, len(involved) - 1) if len(involved) > 1 else 0
        shares = dict.fromkeys(involved, rest) | {involved[0]: first}
        if agree:
            seen = {part.person_id: part.share for part in self.idea.parts}
            self.does(lambda: authors.agree(self.idea, seen, by, self.now))
        else:
            self.does(lambda: authors.propose(self.idea, shares, by, self.now))

    @rule()
    def authors_agree(self) -> None:
        """All who are invited accept, and agree to equal shares."""
        for part in self.idea.parts:
            self.does(partial(authors.accept, self.idea, part.person_id, self.now))
        involved = [part.person_id for part in self.idea.parts]
        shares = dict.fromkeys(involved, 100 // len(involved))
        shares[involved[0]] += 100 - sum(shares.values())
        for person in involved:
            self.does(partial(authors.propose, self.idea, shares, person, self.now))

    @rule(by=people, again=st.booleans())
    def submits(self, by: UUID, again: bool) -> None:
        for _ in range(1 + again):
            if self.does(lambda: drafting.submit(self.idea, by, 7, None, self.last, now=self.now)):
                self.last = Kept(self.idea.revision, self.last.by, self.last.saved_at, handed_in=True)
                assert sum(part.share for part in self.idea.parts) == 100
                assert all(part.accepted and part.agreed for part in self.idea.parts)

    @rule(by=people)
    def withdraws(self, by: UUID) -> None:
        answered = self.idea.status in ("accepted", "accepted_with_changes", "pilot", "deferred", "declined", "closed")
        assert not (self.does(lambda: drafting.withdraw(self.idea, by, self.now)) and answered)

    # What colleagues do

    @rule(by=people)
    def endorses(self, by: UUID) -> None:
        if by not in self.endorsers and self.does(lambda: support.endorse(self.idea, by, 40, self.now)):
            self.endorsers.add(by)

    @rule(by=people)
    def takes_back(self, by: UUID) -> None:
        if by in self.endorsers and self.does(lambda: support.take_back(self.idea, by, self.now)):
            self.endorsers.remove(by)

    # What the office, the bodies and management do

    @rule(by=people)
    def returns(self, by: UUID) -> None:
        self.does(lambda: drafting.return_to_author(self.idea, "unclear", "Which?", by, self.now))

    @rule(by=people)
    def sends_to_review(self, by: UUID) -> None:
        self.does(lambda: triage.send_to_review(self.idea, 2, DUE, by, self.now))

    @rule(by=people)
    @precondition(lambda self: self.idea.priority_at and self.idea.status in ("submitted", "returned"))
    def merges(self, by: UUID) -> None:
        into = an_idea(status="submitted")
        before = self.idea

        def step() -> Any:
            origin, _, event = triage.merge(self.idea, into, by, self.now, standings=[Standing(self.idea.written_by)])
            return origin, event

        if self.does(step):
            kept = ("parts", "priority_at", "endorsements", "number", "body", "author_id")
            assert all(getattr(self.idea, name) == getattr(before, name) for name in kept)

    @rule(by=people, yes=st.sets(st.sampled_from(QUESTIONS), max_size=2), bodies=st.sampled_from([0, 1, 2]))
    def screens(self, by: UUID, yes: set[str], bodies: int) -> None:
        on = {body: Heard(frozenset(self.heard_on[body]), "Sensors") for body, closed in self.duties.items() if closed}
        still = frozenset(body for body, closed in self.duties.items() if not closed)
        screening = Screening(dict.fromkeys(yes, True), "Sensors", urgent=False, reasons={})
        concerned = Concerned(tuple(BODIES[:bodies]), on, still)
        asked = list(self.asked)
        if self.does(lambda: impact.screen(self.idea, screening, concerned, asked, by, now=self.now)):
            assert set(asked) <= yes, "a contested question is answered"
            self.asked = []
            required = self.told[-1]
            if isinstance(required, ConsultationRequired):
                assert not still & set(required.body_ids), "one open case a body"
                self.duties |= dict.fromkeys(required.body_ids, False)
                for body in required.body_ids:
                    self.heard_on.setdefault(body, set()).update(yes)
            else:
                covered = [body for body in concerned.covering if body not in still]
                assert all(yes <= self.heard_on.get(body, set()) for body in covered), "a new right is heard"

    @rule(by=people, question=st.sampled_from([*QUESTIONS, "colour"]), days=st.sampled_from([0, 3, 30]))
    def contests(self, by: UUID, question: str, days: int) -> None:
        raised = Contest(BODIES[0], uuid4(), (question,), "They can count people.")
        at = self.now + timedelta(days=days)
        until = self.idea.contestable_until
        if self.does(lambda: impact.contest(self.idea, raised, by, at)):
            assert until is not None
            assert at.date() <= until
            self.asked.append(question)

    @rule(
        by=people,
        outcome=st.sampled_from(sorted(REASONS_OF)),
        reason=st.sampled_from([*sorted(deciding.REASONS), "just-so"]),
        dated=st.booleans(),
        fits=st.booleans(),
    )
    def decides(self, by: UUID, outcome: Any, reason: str, dated: bool, fits: bool) -> None:
        day = DUE if dated else None
        reason = min(REASONS_OF[outcome]) if fits else reason
        answer = an_answer(outcome=outcome, reason_code=reason, appeal_until=day, deferred_until=day)
        standing = Standing(self.idea.written_by, frozenset({PEOPLE[3]}), frozenset({PEOPLE[4]}))
        bodies = [Text.named({}, str(body)) for body, closed in self.duties.items() if not closed]
        barred = self.idea.appealed_decider
        if self.does(lambda: deciding.decide(self.idea, answer, standing, bodies, by, days=DAYS, now=self.now)):
            self._refuses_what_invariants_forbid(by)
            assert by != barred, "invariant 3: the decision that was appealed against was theirs"

    def _refuses_what_invariants_forbid(self, by: UUID) -> None:
        decided = self.told[-1]
        assert isinstance(decided, IdeaDecided)
        assert all(self.duties.values()) or decided.outcome == "declined", "invariant 1"
        assert not self.asked, "a contest is open"
        assert by not in self.idea.written_by, "invariant 3"
        assert by not in PEOPLE[3:], "invariant 3: a manager, or a conflict of interest"
        assert decided.reason_code in REASONS_OF[decided.outcome], "invariant 7"
        if decided.outcome in ("declined", "deferred"):
            assert decided.text, "invariant 7"
            assert decided.office, "invariant 7"
            assert decided.appeal_until, "invariant 7"

    @rule(by=people)
    def appeals(self, by: UUID) -> None:
        self.does(lambda: deciding.appeal(self.idea, "Counted twice.", by, self.now))

    @rule(by=people, reopened=st.booleans())
    def answers_appeal(self, by: UUID, reopened: bool) -> None:
        reply = AppealReply("reopened" if reopened else "upheld", "Because.", 2, DUE)
        standing, decider = Standing(self.idea.written_by, frozenset(), frozenset()), self.idea.decided_by
        if self.does(lambda: deciding.decide_appeal(self.idea, reply, standing, by, self.now)):
            assert by != decider
            assert self.idea.appealed_decider == decider

    # What is heard, and what falls due

    @rule(kinds=st.lists(st.sampled_from([*journey.HEARD, "last-case"]), min_size=1, max_size=3))
    def hears(self, kinds: list[str]) -> None:
        for kind in kinds:
            before = self.idea
            heard, ignored = (
                journey.hear_last_case_closed(before)
                if kind == "last-case" and all(self.duties.values())
                else (before, None)
                if kind == "last-case"
                else journey.hear(before, kind)
            )
            assert ignored is None or heard == before
            twice = journey.hear(heard, kind)[0] if kind in journey.HEARD else heard
            assert twice == heard, "heard twice is heard once"
            self.idea = heard

    @rule(body=st.sampled_from(BODIES))
    def hears_of_a_case(self, body: UUID) -> None:
        if body in self.duties:
            self.duties[body] = True

    @rule()
    def deferral_falls_due(self) -> None:
        self.does(lambda: deciding.wake(self.idea, self.now))

    # What always holds

    @invariant()
    def events_are_numbered_without_a_gap(self) -> None:
        assert [event.aggregate_version for event in self.told] == list(range(1, len(self.told) + 1))
        assert self.idea.version == len(self.told)

    @invariant()
    def shares_of_what_was_handed_in_are_whole(self) -> None:
        if self.idea.status not in ("draft", "returned", "withdrawn") and self.idea.priority_at:
            assert sum(part.share for part in self.idea.parts) == 100
            assert all(part.accepted and part.agreed for part in self.idea.parts)

    @invariant()
    def the_events_say_who_is_asked_to_agree(self) -> None:
        awaited: set[UUID] = set()
        for event in self.told:
            if isinstance(event, SharesProposed):
                awaited |= set(event.person_ids)
            elif isinstance(event, SharesSettled):
                awaited -= set(event.person_ids)
        if self.idea.status in ("draft", "returned"):
            assert awaited == set(authors.asked(self.idea))

    @invariant()
    def number_and_priority_are_given_once(self) -> None:
        receipt = (self.idea.number, self.idea.priority_at)
        if self.first_receipt[1]:
            assert receipt == self.first_receipt
        self.first_receipt = receipt

    @invariant()
    def support_is_told_once_and_counted_right(self) -> None:
        assert sum(isinstance(event, SupportReached) for event in self.told) <= 1
        assert self.idea.endorsements == len(self.endorsers)

    @invariant()
    def what_has_ended_stays_ended(self) -> None:
        ended: str | None = getattr(self, "ended", None)
        assert ended is None or self.idea.status == ended
        if self.idea.status in ENDS:
            self.ended = self.idea.status


Journey.TestCase.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)
TestJourney = Journey.TestCase
