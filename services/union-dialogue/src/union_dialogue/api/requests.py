"""What the edge takes."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, model_validator

from shared.errors import Unfit
from shared.events.union_dialogue import Votes
from shared.http import Body, Day, Line, Moment, example
from union_dialogue.domain.agreements import Terms
from union_dialogue.domain.facts import Absence, Note
from union_dialogue.domain.regimes import Regime, Span, Variant

CaseDay = Annotated[Day, Field(ge=date(1990, 1, 1), le=date(2100, 1, 1))]
Number = Annotated[int, Field(ge=1, le=200)]
People = Annotated[list[UUID], Field(max_length=200)]


class NewRegime(Regime):
    """A regime of the organisation's own, or its next version."""

    model_config = example(
        key="OWN-CITY",
        version=1,
        family="OWN-CITY",
        names={"en": "Our own rules", "fr": "Nos propres règles", "de": "Unsere eigenen Regeln"},
        source="Agreement of 12 January 2026, section 4",
        lengths={"normal": {"n": 10, "unit": "working-days"}, "urgent": {"n": 4, "unit": "working-days"}},
        silence="deemed-negative",
    )


class RegimeChoice(BaseModel):
    model_config = example(regime="DE-BPersVG-81", variant="normal", reason="Tasks are moved to another office.")
    regime: Line
    variant: Variant = "normal"
    reason: Line


class Package(BaseModel):
    """What the body needs to judge: the measure, why, what it means for staff, what else was looked at, until when."""

    model_config = example(
        measure="Room sensors",
        reasons="Rooms stand empty.",
        effects="None on jobs.",
        alternatives="A booking page.",
        time_plan="From May.",
        documents=["plan.pdf"],
    )
    measure: Line
    reasons: Body
    effects: Body
    alternatives: Body | None = None
    time_plan: Body | None = None
    documents: Annotated[list[Line], Field(max_length=100)] = []


class NewPackage(Package):
    """``restarts_clock`` is needed while the clock runs: whether this version starts it anew or merely adds."""

    restarts_clock: bool | None = None


class ReceiptIn(BaseModel):
    """``acknowledged``: the body confirms; ``mailbox``: it merely arrived, says the employer, whose office closes then."""

    model_config = example(mode="acknowledged")
    received_at: Moment | None = None
    mode: Literal["acknowledged", "mailbox"] = "acknowledged"
    service_ends: Annotated[time | None, Field(description="end of the hours of service at the seat")] = None


class Objection(BaseModel):
    model_config = example(kind="insufficient")
    kind: Literal["insufficient", "statutory-documents-missing"] = "insufficient"


class Settlement(BaseModel):
    model_config = example(outcome="completed")
    outcome: Literal["completed", "withdrawn"]
    completed_on: CaseDay | None = None


class ClockEvent(BaseModel):
    """Something that happened on a day; whether it moves the end is for the regime to say."""

    model_config = example(kind="reasons-requested", on="2026-03-10")
    kind: Annotated[Note, Field(description="information-added comes with the package, not from here")]
    on: CaseDay
    working_days: Annotated[int | None, Field(ge=1, le=60, description="of a suspension")] = None
    variant: Literal["expert", "experts-central-and-site"] = "expert"

    @model_validator(mode="after")
    def _not_by_hand(self) -> ClockEvent:
        if self.kind == "information-added":
            raise Unfit(
                "Provide a new version of the package instead.",
                "Fournissez plutôt une nouvelle version du dossier.",
                "Legen Sie stattdessen eine neue Fassung der Unterlagen vor.",
            )
        return self


class CourtOrder(BaseModel):
    model_config = example(granted_on="2026-03-10", last_day="2026-05-29")
    granted_on: CaseDay
    span: Span | None = None
    last_day: CaseDay | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> CourtOrder:
        if (self.span is None) == (self.last_day is None):
            raise Unfit(
                "Give either span or last_day.",
                "Donnez soit span, soit last_day.",
                "Geben Sie entweder span oder last_day an.",
            )
        return self


class TermsIn(Terms):
    """Terms to propose."""

    model_config = example(span={"n": 15, "unit": "working-days"}, scope="case", form="electronic")
    last_day: CaseDay | None = None


class NewMessage(BaseModel):
    model_config = example(text="What do we think?", mentions=[])
    text: Body
    mentions: Annotated[list[UUID], Field(max_length=50)] = []


class PointIn(BaseModel):
    model_config = example(number=1, text="No profiles of single persons", demand="Aggregate before storing")
    number: Number
    text: Body
    demand: Line | None = None


class OpinionIn(BaseModel):
    """What the body resolved, and how. ``present``: who took part; ``excluded``: who left because it concerns them."""

    model_config = example(
        stance="consent-with-conditions",
        resolution="We agree with one point.",
        points=[{"number": 1, "text": "No profiles of single persons", "demand": "Aggregate before storing"}],
        votes={"in_favour": 5, "against": 1, "abstained": 1},
        minority_views=["Two members would rather wait."],
    )
    stance: Literal["consent", "consent-with-conditions", "objection"]
    resolution: Body
    points: Annotated[list[PointIn], Field(max_length=200)] = []
    votes: Votes
    present: People | None = None
    excluded: People = []
    minority_views: Annotated[list[Body], Field(max_length=20)] = []


class SeatingIn(BaseModel):
    """Who sits in for whom; without a last day until the case is closed, without a substitute the one whose turn it is."""

    model_config = example(
        substitute_id="01980000-0000-7000-8000-000000000002",
        member_id="01980000-0000-7000-8000-000000000003",
        last_day="2027-03-12",
    )
    member_id: UUID
    substitute_id: UUID | None = None
    last_day: CaseDay | None = None
    out_of_turn: Annotated[
        Line | None, Field(description="why it is not the first of the order; kept for the body alone")
    ] = None


class AbsenceIn(Absence):
    """Who is prevented; without a last day until the case is closed."""

    model_config = example(person_id="01980000-0000-7000-8000-000000000003", last_day="2027-03-12")
    last_day: CaseDay | None = None


class ElectionIn(BaseModel):
    """Whom the members elected to lead the body in this case, who was there and how they voted."""

    model_config = example(
        person_id="01980000-0000-7000-8000-000000000003",
        present=["01980000-0000-7000-8000-000000000003", "01980000-0000-7000-8000-000000000004"],
        votes={"in_favour": 2, "against": 0, "abstained": 0},
    )
    person_id: UUID
    present: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    votes: Votes


class OpinionCorrection(BaseModel):
    model_config = example(text="Point 1 means floor 2, not floor 3.")
    point: Number | None = None
    text: Body


class AnswerIn(BaseModel):
    model_config = example(number=1, answer="adopted", reason="We agree.")
    number: Number
    answer: Literal["adopted", "partly", "not-adopted"]
    reason: Body


class ResponseIn(BaseModel):
    model_config = example(points=[{"number": 1, "answer": "adopted", "reason": "We agree."}])
    points: Annotated[list[AnswerIn], Field(min_length=1, max_length=200)]


class ResponseCorrection(AnswerIn):
    model_config = example(number=1, answer="partly", reason="From June.", why="The vendor delivers later.")
    why: Body


class Closing(BaseModel):
    """``reason`` is needed without agreement; and, where the measure needs the body's consent, what replaced it."""

    model_config = example(result="agreed")
    result: Literal["agreed", "disagreed"]
    reason: Body | None = None
    consent_replaced_by: Annotated[
        Line | None, Field(description="the decision of the higher office or the conciliation body, with its date")
    ] = None


class Waiver(BaseModel):
    model_config = example(reason="We have agreed to this measure before.")
    reason: Body
