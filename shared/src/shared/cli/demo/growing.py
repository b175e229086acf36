"""Brings an installation to where the plan is: HR events for who exists, the public API for what they do.

Nothing is done twice. HR events are the same ones each time; campaigns, ideas and comments are looked for first, and sent
with an idempotency key for the case that a run ended between the answer and us; an endorsement given twice is one.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from shared.cli import hr
from shared.cli.demo.organisation import Line, Organisation
from shared.cli.demo.phrases import chance, tongue
from shared.cli.demo.visit import Visit
from shared.cli.demo.writing import Planned, campaigns, ideas

ARRIVALS = 50
_PAGE = 1_000  # HR events that are sent at once
_REVIEW_TAKES = timedelta(days=45)


@dataclass(slots=True)
class Growth:
    """One run. ``made`` counts what is new, ``there`` what an earlier run had made."""

    organisation: Organisation
    wanted: int
    visit: Visit
    made: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)
    _campaigns: list[str] = field(default_factory=list)
    _due_on: str = ""
    _own: dict[int, asyncio.Task[dict[str, dict[str, Any]]]] = field(default_factory=dict)

    async def tell_hr(self, bootstrap: str) -> None:
        """Send every HR event; those that are known change nothing."""
        for page in _pages(self.organisation.lines(), _PAGE):
            await hr.put(bootstrap, [hr.outgoing(json.dumps(line)) for line in page])
            self.made.update(line["type"] for line in page)

    async def open_campaigns(self) -> None:
        """The calls for ideas, by the first scheme officer."""
        office = self.organisation.person(self.organisation.office(0))
        known = {
            each["names"].get("en"): each["campaign_id"] for each in await self._all(office, "/api/campaigns?limit=100")
        }
        for place, campaign in enumerate(campaigns(self.wanted)):
            name = campaign["names"]["en"]
            if name in known:
                self.there["campaigns"] += 1
            else:
                key = f"demo-grow/{self.organisation.seed}/campaign/{place}"
                known[name] = (await self.visit.ask(office, "POST", "/api/campaigns", campaign, key=key))["campaign_id"]
                self.made["campaigns"] += 1
            self._campaigns.append(known[name])
        now = datetime.fromisoformat((await self.visit.ask(office, "GET", "/api/clock"))["now"])
        self._due_on = (now + _REVIEW_TAKES).date().isoformat()

    async def await_people(self, step: Callable[[], None]) -> None:
        """Until the services know the people; ``step`` is called for every fiftieth part of them that has arrived."""
        for place in range(1, ARRIVALS + 1):
            number = max(0, self.organisation.people * place // ARRIVALS - 1)
            await self._as(number, "GET", "/api/ideas?author=me&limit=1")
            step()

    async def write_ideas(self, step: Callable[[], None]) -> None:
        """Every idea with all that becomes of it, several at once; ``step`` is called when one is done."""
        plan = ideas(self.organisation, self.wanted)

        async def some() -> None:
            for each in plan:
                await self._idea(each)
                step()

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self.visit.connections):
                    group.create_task(some())
        except ExceptionGroup as several:
            raise several.exceptions[0] from None  # the others ended with the first

    async def _idea(self, plan: Planned) -> None:
        known = (await self._ideas_of(plan.author)).get(plan.title)
        (self.made if known is None else self.there)["ideas"] += 1
        line = known or await self._drafted(plan)
        address = f"/api/ideas/{line['idea_id']}"
        if plan.fate == "draft":
            return
        if line["status"] == "draft":
            await self._as(plan.author, "POST", f"{address}/submission", {}, key=f"idea/{plan.number}/submission")
        elif line["status"] != "submitted":  # triage came last, so the rest is there
            self.there["comments"] += len(plan.comments)
            self.there["endorsements"] += len(plan.endorsers)
            return
        await self._comments(plan, address, fresh=known is None)
        await self._endorsements(plan, address, line["endorsements"])
        await self._triage(plan, address)

    async def _ideas_of(self, author: int) -> dict[str, dict[str, Any]]:
        """Title -> line of what somebody has written so far; asked for once a run."""
        if author not in self._own:
            asked = self._all(self.organisation.person(author), "/api/ideas?author=me&limit=100")

            async def by_title() -> dict[str, dict[str, Any]]:
                return {line["title"]: line for line in await asked}

            self._own[author] = asyncio.create_task(by_title())
        return await self._own[author]

    async def _drafted(self, plan: Planned) -> dict[str, Any]:
        body = {
            "title": plan.title,
            "text": plan.text,
            "language": plan.language,
            "campaign_id": None if plan.campaign is None else self._campaigns[plan.campaign],
            "facets": list(plan.facets),
        }
        made: dict[str, Any] = await self._as(plan.author, "POST", "/api/ideas", body, key=f"idea/{plan.number}")
        return made

    async def _comments(self, plan: Planned, address: str, *, fresh: bool) -> None:
        """Say what is not said yet; who said the same before is not said to say it again."""
        before = {} if fresh or not plan.comments else await self._said(plan, address)
        said: list[str] = []
        for place, each in enumerate(plan.comments):
            there = before.pop((await self.visit.person_id(self._person(each.by)), each.text), None) if before else None
            (self.made if there is None else self.there)["comments"] += 1
            said.append(there or await self._comment(plan, place, address, said))

    async def _said(self, plan: Planned, address: str) -> dict[tuple[str, str], str]:
        rows = await self._all(self._person(plan.author), f"{address}/comments?limit=100")
        return {(each["author_id"], each["text"]): each["comment_id"] for each in rows}

    async def _comment(self, plan: Planned, place: int, address: str, said: list[str]) -> str:
        each = plan.comments[place]
        body = {
            "text": each.text,
            "parent_id": None if each.answers is None else said[each.answers],
            "mentions": [] if each.mentions is None else [await self.visit.person_id(self._person(each.mentions))],
        }
        key = f"idea/{plan.number}/comment/{place}"
        made = await self._as(each.by, "POST", f"{address}/comments", body, key=key)
        return str(made["comment_id"])

    async def _endorsements(self, plan: Planned, address: str, given: int) -> None:
        wanted = len(plan.endorsers)
        if given >= wanted:
            self.there["endorsements"] += wanted
            return
        count = given
        for each in plan.endorsers:
            count = (await self._as(each, "PUT", f"{address}/endorsement"))["count"]
        self.made["endorsements"] += count - given
        self.there["endorsements"] += wanted - (count - given)

    async def _triage(self, plan: Planned, address: str) -> None:
        if plan.fate == "submitted":
            return
        by = chance(self.organisation.seed, "triage", plan.number)
        body = {"action": "review", "quorum": by.choice((2, 2, 3)), "due_on": self._due_on}
        if plan.fate == "returned":
            text = tongue(plan.language).returned
            body = {"action": "return", "reason_code": by.choice(("unclear", "incomplete")), "text": text}
        await self._as(self.organisation.office(plan.author), "POST", f"{address}/triage", body)

    def _person(self, number: int) -> str:
        return self.organisation.person(number)

    async def _as(self, number: int, method: str, path: str, body: Any = None, *, key: str | None = None) -> Any:
        """A step of somebody."""
        whole = f"demo-grow/{self.organisation.seed}/{key}" if key else None
        return await self.visit.ask(self._person(number), method, path, body, key=whole)

    async def _all(self, who: str, path: str | None) -> list[dict[str, Any]]:
        """All pages of a list."""
        found: list[dict[str, Any]] = []
        while path:
            page = await self.visit.ask(who, "GET", path)
            found += page["items"]
            path = page["next"]
        return found


def _pages(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    page = []
    for line in lines:
        page.append(line)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page
