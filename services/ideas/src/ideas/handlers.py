"""What ideas hears: everything on the way of an idea goes into its timeline, some of it moves the status."""

from __future__ import annotations

import structlog

from ideas import actions, store
from ideas.settings import Settings
from shared import directory
from shared.db import Tx
from shared.events import implementation, review, union_dialogue
from shared.service import Begin, Chore, Handlers

_log = structlog.get_logger(__name__)


async def on_way_of_idea(
    tx: Tx, event: review.RoundEvent | union_dialogue.CaseEvent | implementation.PlanEvent
) -> None:
    await actions.hear(tx, event, event.idea_id)


async def on_case_closed(tx: Tx, event: union_dialogue.CaseClosed) -> None:
    await actions.close_case(tx, event)


async def on_turn_to_set_days(begin: Begin, settings: Settings) -> bool:
    """Each idea that has begun to wait for an answer gets the day by which it is owed."""
    async with begin() as tx:
        return await actions.set_days(tx, settings.answer_days)


async def on_turn_to_tell_interests(begin: Begin, _: Settings) -> bool:
    """Interests that a version before has noted are told once, an idea at a time."""
    async with begin() as tx:
        return await actions.tell_untold(tx)


async def on_turn_to_count_comments(begin: Begin, _: Settings) -> bool:
    """While a version that does not count comments still runs, what it adds is missing: it is counted within the hour."""
    async with begin() as tx:
        return await actions.count_comments(tx)


async def on_turn_to_tidy_bucket(begin: Begin, settings: Settings) -> bool:
    """What lies in the bucket for nobody is removed. While it is away, the notes of it wait."""
    bucket = settings.bucket
    if bucket is None:
        return False
    async with begin() as tx:
        found = await actions.leftovers(tx)
    try:
        for each in found:
            await store.remove_content(bucket, each)
    except store.BucketAwayError:
        _log.warning("the bucket of files is away", exc_info=True)
        return False
    async with begin() as tx:
        await actions.removed(tx, found)
    return len(found) == actions.AT_ONCE


CHORES: tuple[Chore, ...] = (
    Chore("set days of answers", on_turn_to_set_days, pause=1),
    Chore("tell interests", on_turn_to_tell_interests, pause=60),
    Chore("count comments", on_turn_to_count_comments, pause=3600),
    Chore("tidy the bucket of files", on_turn_to_tidy_bucket, pause=60),
)

HANDLERS: Handlers = {
    **directory.HANDLERS,
    review.RoundOpened: on_way_of_idea,
    review.ConflictDeclared: on_way_of_idea,
    review.ReviewSubmitted: on_way_of_idea,
    review.RoundExtended: on_way_of_idea,
    review.RoundCalibrating: on_way_of_idea,
    review.RoundCancelled: on_way_of_idea,
    review.RoundConcluded: on_way_of_idea,
    union_dialogue.CasePrepared: on_way_of_idea,
    union_dialogue.CaseOpened: on_way_of_idea,
    union_dialogue.PackageProvided: on_way_of_idea,
    union_dialogue.PackageReceived: on_way_of_idea,
    union_dialogue.ClockStarted: on_way_of_idea,
    union_dialogue.ClockExpired: on_way_of_idea,
    union_dialogue.OpinionDelivered: on_way_of_idea,
    union_dialogue.OpinionDeemed: on_way_of_idea,
    union_dialogue.ResponsePublished: on_way_of_idea,
    union_dialogue.CaseClosed: on_case_closed,
    union_dialogue.CaseWithdrawn: on_way_of_idea,
    implementation.PlanOpened: on_way_of_idea,
    implementation.PlanStopped: on_way_of_idea,
    implementation.TaskStarted: on_way_of_idea,
    implementation.TaskBlocked: on_way_of_idea,
    implementation.TaskDone: on_way_of_idea,
    implementation.TaskVerified: on_way_of_idea,
    implementation.MilestoneReached: on_way_of_idea,
    implementation.MilestoneMissed: on_way_of_idea,
    implementation.IdeaImplemented: on_way_of_idea,
    implementation.BenefitForecast: on_way_of_idea,
    implementation.BenefitMeasured: on_way_of_idea,
    implementation.BenefitVerified: on_way_of_idea,
    implementation.IdeaCompleted: on_way_of_idea,
}
