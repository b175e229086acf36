"""A case, its package and what was corrected in it, as the edge gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel

from shared.errors import Language
from union_dialogue.api.requests import Package
from union_dialogue.domain.case import Case
from union_dialogue.domain.may import CaseAct, Look, with_case
from union_dialogue.domain.package import open_dispute
from union_dialogue.domain.warnings import warning


class PackageView(Package):
    package_version: int
    provided_at: datetime


class WarningView(BaseModel):
    """A doubt about a vote: a stable code and its words."""

    code: str
    text: str


class RightView(BaseModel):
    """A right that the measure touches. ``question``: the code of the right and of why it is touched, which pages say in
    the reader's language; ``right`` and ``why``: the same in English. A case from before there were codes has none.
    """

    right: str
    rule: str
    question: str = ""
    why: str = ""


class DisputeView(BaseModel):
    """An objection that the package is incomplete, which nobody has settled yet, and the version that it is about."""

    kind: Literal["insufficient", "statutory-documents-missing"]
    raised_on: date
    package_version: int


class CorrectionView(BaseModel):
    """A correction beside what was issued; ``former``: the answer as it was first given."""

    of: Literal["opinion", "response"]
    number: int
    point: int | None
    text: str
    at: datetime
    former: dict[str, Any] | None = None


class CaseView(BaseModel):
    """A case as management, the scheme office and the body see it; nothing in it comes from a room.

    ``round``: how often the idea is consulted on; a second case of a body asks anew.
    """

    case_id: UUID
    idea_id: UUID
    body_id: UUID
    title: str
    measure: str
    rights: list[RightView]
    urgent: bool
    regime: str | None
    regime_version: int | None
    variant: str
    state: str
    result: str | None
    reason: str | None
    consent_replaced_by: str | None
    package_version: int
    received_version: int
    received_at: datetime | None
    dispute: DisputeView | None
    due_at: datetime | None
    proposals: list[dict[str, Any]]
    opinion: dict[str, Any] | None
    warnings: list[WarningView]
    answers: list[dict[str, Any]]
    corrections: list[CorrectionView]
    unanswered: list[int]
    round: int


class CaseSeen(CaseView):
    """A case, and what the caller may do in it now."""

    may: list[CaseAct]


def case_view(case: Case, language: Language) -> CaseView:
    disputed = open_dispute(case)
    warnings = case.opinion["warnings"] if case.opinion else []
    shared = {name: getattr(case, name) for name in CaseView.model_fields if hasattr(case, name)}
    return CaseView(
        **shared
        | {
            "regime": case.regime.key if case.regime else None,
            "regime_version": case.regime.version if case.regime else None,
            "variant": case.facts.variant,
            "received_at": case.facts.received_at,
            "dispute": DisputeView(**disputed.model_dump()) if disputed else None,
            "answers": [case.answers[n] for n in sorted(case.answers, key=int)],
            "warnings": [WarningView(code=code, text=warning(code).told_in(language)) for code in warnings],
        }
    )


def case_seen(case: Case, look: Look, language: Language) -> CaseSeen:
    return CaseSeen(**dict(case_view(case, language)), may=with_case(case, look))
