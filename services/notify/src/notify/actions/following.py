"""What notify learns of ideas and cases, and who follows them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from notify.actions.reading import reader
from notify.domain.reasons import FOLLOWING, Why
from notify.domain.refusals import SubscriptionStays
from notify.store import barred, following, left_out
from notify.store.following import Known
from shared.db import Tx
from shared.errors import Unknown
from shared.events.ideas import IdeaDecided, IdeaEndorsed, IdeaMerged, IdeaSubmitted, IdeaWithdrawn
from shared.events.interests import InterestNoted
from shared.events.union_dialogue import (
    CaseClosed,
    CasePrepared,
    CaseWithdrawn,
    MembersLeftOut,
    SubstituteReleased,
    SubstituteSeated,
)


async def learn_ideas(tx: Tx, events: Sequence[IdeaSubmitted]) -> None:
    """Remember the titles and for whom the ideas are, and follow for the authors."""
    await following.remember_ideas(tx, [_known(event) for event in events])


def _known(event: IdeaSubmitted) -> Known:
    wrote = [author.person_id for author in event.authors]
    return Known(event.idea_id, event.title, event.visibility == "unit", event.unit_id, wrote)


async def learn_title(tx: Tx, event: IdeaDecided) -> None:
    """Remember the title and follow for the authors, also of merged ideas: that these were merged may come later."""
    await following.remember_title(tx, event.idea_id, event.title)
    await _follow(tx, event.idea_id, [*(author.person_id for author in event.authors), *event.merged_authors])


async def learn_end(tx: Tx, event: IdeaWithdrawn) -> None:
    """Those whose ideas lived on in it follow it, in whichever order the two events come."""
    await _follow(tx, event.idea_id, event.merged_authors)


async def learn_unit(tx: Tx, idea_id: UUID, unit_id: UUID) -> None:
    """Another unit answers the idea."""
    await following.add_unit(tx, idea_id, unit_id)


async def learn_merge(tx: Tx, event: IdeaMerged) -> None:
    """The authors of the origin are authors of the idea that it lives on in."""
    await _follow(tx, event.into_idea_id, [author.person_id for author in event.authors])


async def learn_case(tx: Tx, event: CasePrepared) -> None:
    """Those who represent the body follow the idea as long as their mandate lasts."""
    await following.remember_case(tx, event.case_id, event.idea_id, event.body_id)
    if event.left_out:
        await left_out.leave_out(tx, event.case_id, event.left_out)


async def end_case(tx: Tx, event: CaseClosed | CaseWithdrawn) -> None:
    """A case is over; those who represent the body follow the idea on."""
    await following.end_case(tx, event.case_id, event.idea_id, event.body_id, event.occurred_at)


async def seat(tx: Tx, event: SubstituteSeated | SubstituteReleased) -> None:
    """While a substitute sits in, what is told to the body in this case is told to them too."""
    if isinstance(event, SubstituteSeated):
        await following.seat(tx, event.case_id, event.person_id, event.body_id, event.last_day)
    else:
        await following.release(tx, event.case_id, event.person_id)


async def leave_out(tx: Tx, event: MembersLeftOut) -> None:
    """What is told to the body in this case is not for those whom it concerns themselves, nor what was told before."""
    await left_out.leave_out(tx, event.case_id, event.person_ids)


async def bar(tx: Tx, event: InterestNoted) -> None:
    """Nobody asks these to judge the idea any more; what they were told before stays, and they are refused."""
    await barred.bar(tx, event.idea_id, event.interested)


async def take_part(tx: Tx, idea_id: UUID, person_id: UUID, why: Why) -> None:
    """Somebody follows an idea by taking part in it."""
    await following.take_part(tx, [(idea_id, person_id)], why)


async def learn_endorsements(tx: Tx, events: Sequence[IdeaEndorsed]) -> None:
    """Who stands behind an idea follows it, who does so no more does not; as if one event came after the other."""
    said = [((event.idea_id, event.by), event.taken_back) for event in events if event.by]
    back = {pair for pair, taken_back in said if taken_back}
    stands = {pair for pair, taken_back in dict(said).items() if not taken_back}
    if back:  # also where somebody stands behind it again since: that they had ended their subscription is forgotten
        await following.take_no_part(tx, back, "endorsed")
    if stands:
        await following.take_part(tx, stands, "endorsed")


async def set_ended(tx: Tx, person_id: UUID, idea_id: UUID, *, ended: bool) -> None:
    """End one's subscription to an idea, or take that back; what comes from a duty or a right stays."""
    who = await reader(tx, person_id)
    found = await following.subscriptions(tx, who, None, 1, idea_id=idea_id)
    if not found:
        raise Unknown(what="subscription")
    if ended and not FOLLOWING.issuperset(found[0]["whys"]):
        raise SubscriptionStays
    await following.set_ended(tx, idea_id, person_id, ended=ended)


async def _follow(tx: Tx, idea_id: UUID, people: Collection[UUID]) -> None:
    await following.follow(tx, idea_id, people, "author")
