"""Management's answers, point by point, and the ends of a case: closed, waived (R6, invariants 6 and 8)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

from shared.events import union_dialogue as told
from union_dialogue.domain.case import OPEN_TO_THE_BODY, Act, Case, Told, after, event_of, needs, spoken_by
from union_dialogue.domain.refusals import (
    AgreementNeedsTheBody,
    ConsentNeeded,
    OwnIdea,
    PointsUnanswered,
    SayWhy,
    UnknownPoint,
)

Result = Literal["agreed", "disagreed"]


def respond(case: Case, answers: Collection[told.Answer], act: Act) -> Told:
    """Management answers points; an answer given is not taken back, a correction stands beside it."""
    check_answerable(case, act)
    open_points = case.unanswered
    for place, answer in enumerate(answers):
        if answer.number not in open_points:
            raise UnknownPoint(pointer=f"/points/{place}/number", number=answer.number)
        open_points.remove(answer.number)
    signed = {"by": str(act.by), "at": act.now.isoformat()}
    given = {str(answer.number): answer.model_dump(mode="json") | signed for answer in answers}
    case = after(case, answers=dict(case.answers) | given)
    return case, (told.ResponsePublished(**event_of(case, act), points=tuple(answers)),)


def correct(case: Case, answer: told.Answer, why: str, act: Act) -> Told:
    """Change an answer, and say why; the first one stays on record (invariant 6)."""
    check_answerable(case, act)
    former = case.answers.get(str(answer.number))
    if former is None:
        raise UnknownPoint(pointer="/number", number=answer.number)
    number = len(case.corrections) + 1
    correction = {
        "of": "response",
        "number": number,
        "point": answer.number,
        "text": why,
        "at": act.now.isoformat(),
        "former": dict(former),
    }
    signed = {"by": str(act.by), "at": act.now.isoformat()}
    answers = dict(case.answers) | {str(answer.number): answer.model_dump(mode="json") | signed}
    case = after(case, answers=answers, corrections=[*case.corrections, correction])
    return case, (told.ResponseCorrected(**event_of(case, act), point=answer, why=why),)


def check_answerable(case: Case, act: Act) -> None:
    """Whether somebody can answer now, or change an answer."""
    needs(case, "opinion")
    _not_ones_own(case, act)


def close(case: Case, result: Result, reason: str | None, act: Act, *, replaced_by: str | None = None) -> Told:
    """Close the case; refused while a point is unanswered (invariant 8).

    Only the body can call it agreed where it objected or an answer does not adopt its point. A period without an effect
    of silence that ended without an opinion is closed as disagreed. Where the measure needs the body's consent, that takes
    what replaced it: ``replaced_by`` names the decision of the higher office or the conciliation body (BPersVG ss.71-75).
    """
    check_closable(case, result, act)
    if result == "disagreed" and not reason:
        raise SayWhy(pointer="/reason")
    if result == "disagreed" and case.regime and case.regime.consent_needed and not replaced_by:
        raise ConsentNeeded(pointer="/consent_replaced_by")
    case = after(case, state="closed", result=result, reason=reason, consent_replaced_by=replaced_by)
    event = told.CaseClosed(
        **event_of(case, act), result=result, conditions=_conditions(case), **_end(case, reason, act)
    )
    return case, (event,)


def check_closable(case: Case, result: Result, act: Act) -> None:
    """Whether somebody can close the case with a result, given what goes with it."""
    needs(case, "opinion", "lapsed")
    _not_ones_own(case, act)
    if case.unanswered:
        raise PointsUnanswered(numbers=", ".join(map(str, case.unanswered)))
    if result == "agreed" and act.mandate_id is None and not _plainly_agreed(case):
        raise AgreementNeedsTheBody


def _plainly_agreed(case: Case) -> bool:
    if case.opinion is None or case.opinion["stance"] == "objection":
        return False
    return all(answer["answer"] == "adopted" for answer in case.answers.values())


def _conditions(case: Case) -> tuple[str, ...]:
    """Demands that management adopted: what the decision must carry."""
    adopted = {int(n) for n, answer in case.answers.items() if answer["answer"] == "adopted"}
    points = case.opinion["points"] if case.opinion else []
    return tuple(point["demand"] for point in points if point["number"] in adopted and point["demand"])


def waive(case: Case, reason: str, act: Act) -> Told:
    """The body does without an opinion, and says why; nobody else can do so for it."""
    check_waivable(case)
    case = after(case, state="closed", result="waived", reason=reason)
    return case, (told.CaseClosed(**event_of(case, act), result="waived", **_end(case, reason, act)),)


def check_waivable(case: Case) -> None:
    """Whether there is an opinion left to do without."""
    needs(case, *OPEN_TO_THE_BODY)


def _end(case: Case, reason: str | None, act: Act) -> dict[str, Any]:
    end = {"reason": reason, "round": case.round, "consent_replaced_by": case.consent_replaced_by}
    return end | spoken_by(act)


def _not_ones_own(case: Case, act: Act) -> None:
    """Nobody answers or closes a case about their own idea (invariant 3)."""
    if act.by in (*case.authors, *case.merged):
        raise OwnIdea
