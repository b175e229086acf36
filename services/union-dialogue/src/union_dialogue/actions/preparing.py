"""How a case comes to be: an event asks for it, and it stands once body, calendar and regime are known here."""

from __future__ import annotations

from uuid import UUID

from shared import deadlines, directory, ids, telemetry
from shared.db import Tx
from shared.errors import Unknown
from shared.events.ideas import (
    ConsultationContested,
    ConsultationNotRequired,
    ConsultationRequired,
    IdeaDecided,
    IdeaMerged,
    IdeaWithdrawn,
)
from shared.events.union_dialogue import Cause
from union_dialogue.actions.access import as_management, save
from union_dialogue.actions.clocks import CLOCK
from union_dialogue.domain import case as rules
from union_dialogue.domain import concern
from union_dialogue.domain.case import Act, Case
from union_dialogue.domain.facts import Facts
from union_dialogue.domain.refusals import RegimeIsTemplate, RegimeVersionTaken
from union_dialogue.domain.regimes import Regime, Variant, shipped
from union_dialogue.store import cases, messages, regimes


async def prepare(tx: Tx, event: ConsultationRequired) -> None:
    """One open case a body, a new one each time it is to be heard; a body that is not known here yet is waited for."""
    telemetry.about(idea_id=event.idea_id)
    await cases.hold_waiting(tx)
    await regimes.end_exemption(tx, event.idea_id)
    for body_id in event.body_ids:
        case = _waiting(event, body_id)
        last = await cases.lock_last_case(tx, event.idea_id, body_id)
        if last is None or (last.state == "closed" and last.round < case.round):
            await cases.insert_case(tx, case)
            await _complete(tx, await cases.lock_case(tx, case.case_id) or case)
        elif last.round < case.round:
            await cases.save_case(tx, rules.ask_more(last, case.measure, case.rights, case.round))


async def withdraw(tx: Tx, event: IdeaWithdrawn | IdeaDecided) -> None:
    """An idea was withdrawn, or declined: its open cases close, and each of their rooms says why."""
    if isinstance(event, IdeaDecided) and event.outcome != "declined":
        return
    cause: Cause = "idea-declined" if isinstance(event, IdeaDecided) else "idea-withdrawn"
    telemetry.about(idea_id=event.idea_id)
    await cases.hold_waiting(tx)
    await regimes.end_exemption(tx, event.idea_id)
    for case in await cases.lock_open_cases_of(tx, event.idea_id):
        ended, events = rules.withdraw(case, cause, Act(None, tx.now))
        await messages.keep_notice(tx, case.case_id, cause)
        await save(tx, ended, events)
        await deadlines.cancel(tx, CLOCK, case.case_id)


def _waiting(event: ConsultationRequired, body_id: UUID) -> Case:
    return Case(
        case_id=ids.new_id(),
        idea_id=event.idea_id,
        body_id=body_id,
        title=event.title,
        measure=event.measure,
        rights=[right.model_dump() for right in event.rights],
        authors=tuple(author.person_id for author in event.authors),
        urgent=event.urgent,
        regime=None,
        state="waiting",
        result=None,
        reason=None,
        package_version=0,
        received_version=0,
        facts=Facts(),
        seat=None,
        clock=None,
        proposals=[],
        opinion=None,
        answers={},
        corrections=[],
        seatings=(),
        edition=0,
        version=0,
        round=event.round,
    )


async def _complete(tx: Tx, case: Case) -> None:
    """Prepare a waiting case if its body, the body's calendar and regime are known by now."""
    body = await directory.body(tx, case.body_id)
    regime = await find_regime(tx, body.regime) if body else None
    if regime is None or regime.kind != "consultation" or await directory.calendar_of(tx, case.body_id) is None:
        return
    standing = await regimes.standing(tx, case.body_id)
    await save(tx, *rules.prepare(case, regime, standing, Act(None, tx.now)))


async def note_merge(tx: Tx, event: IdeaMerged) -> None:
    """The authors of the origin are concerned by the cases of the idea that it lives on in, now and later."""
    await cases.add_merged_authors(tx, event.into_idea_id, [author.person_id for author in event.authors])
    for case in await cases.lock_open_cases_of(tx, event.into_idea_id):
        if case.state != "waiting":
            await save(tx, *concern.tell(case, Act(None, tx.now)))


async def complete_waiting(tx: Tx) -> None:
    """A body, a calendar or a regime became known: what waited for it goes on."""
    await cases.hold_waiting(tx)
    for case in await cases.waiting_cases(tx):
        await _complete(tx, case)


async def note_exemption(tx: Tx, event: ConsultationNotRequired) -> None:
    """An idea is said to need no consultation: representatives see it among what waits for them, while they may contest."""
    await regimes.keep_exemption(
        tx, event.idea_id, event.title, event.why, until=event.contestable_until, body_ids=event.body_ids
    )


async def note_contest(tx: Tx, event: ConsultationContested) -> None:
    """A body contested that: it waits for its chair no more, the impact is screened again."""
    await regimes.note_contest(tx, event.idea_id, event.body_id)


async def find_regime(tx: Tx, key: str) -> Regime | None:
    """A shipped regime, or the newest version of one that the organisation added."""
    return shipped().get(key) or await regimes.own_regime(tx, key)


async def all_regimes(tx: Tx) -> list[Regime]:
    """Shipped regimes, then the organisation's own, in their newest version."""
    return [*shipped().values(), *await regimes.own_regimes(tx)]


async def add_regime(tx: Tx, by: UUID, regime: Regime) -> Regime:
    """Add a regime of one's own, or its next version; cases that run keep theirs. For the consultation officer."""
    directory.require_role(await directory.caller(tx, by), "consultation-officer")
    if regime.key in shipped():
        raise RegimeIsTemplate(key=regime.key)
    await regimes.hold_regimes(tx)
    newest = await regimes.own_regime(tx, regime.key)
    following = newest.version + 1 if newest else 1
    if regime.version != following:
        raise RegimeVersionTaken(key=regime.key, version=following)
    await regimes.add_regime(tx, regime, by)
    await complete_waiting(tx)
    return regime


async def choose_regime(tx: Tx, by: UUID, case_id: UUID, key: str, variant: Variant, *, reason: str) -> Case:
    """Hear the body under another regime of its family, or in another form. For management, before receipt."""
    case, act = await as_management(tx, by, case_id)
    regime = await find_regime(tx, key)
    if regime is None:
        raise Unknown(what="regime")
    case, events = rules.choose_regime(case, regime, variant, reason, act)
    await save(tx, case, events)
    return case
