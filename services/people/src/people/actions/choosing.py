"""What somebody chooses for themselves: their language and time zone, which HR does not overwrite."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from people.actions import callers, saying
from people.domain import facts, places
from people.domain.facts import Fact
from people.domain.house import House
from people.domain.person import Choice, standing
from people.domain.refusals.choosing import OnlyForOneself
from people.domain.state import HandAct
from people.store import facts as kept
from shared.db import Tx

_CHOSEN = "person.chose"


async def choose(tx: Tx, by: UUID, person_id: UUID, change: dict[str, Any], house: House) -> dict[str, Any]:
    """Change the fields of ``Choice`` that are named (None: no choice any more); the full state of the person after it."""
    await kept.lock_hr(tx)
    await callers.caller(tx, by)
    if by != person_id:
        raise OnlyForOneself
    if change.get("time_zone") is not None:
        places.refuse_unknown_zone(change["time_zone"], "/time_zone")
    me = await saying.there(tx, "person", person_id)
    today = house.today(tx.now)
    who = standing(facts.counting(await kept.facts_of(tx, "person", me.external_id)), today)
    wanted = replace(who.chosen if who else Choice(), **change)
    said = Fact("person", me.external_id, facts.CHOICE, today, tx.now, _CHOSEN, asdict(wanted), "administration")
    await saying.say(tx, [said], HandAct(by), house)
    return dict((await saying.found(tx, "person", me.external_id)).state)
