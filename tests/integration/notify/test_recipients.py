"""Who is told of what, for every kind there is: `recipients.yaml` is the table, and everybody else is not told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from tests.desk import Desk, a_person
from tests.integration.notify.office import ABROAD, BODY, HOME, OTHER_BODY, later, member, yesterday

from notify.domain.kinds import KINDS
from shared import ids
from shared.events import catalog
from shared.events.base import Event
from shared.events.ideas import IdeaEndorsed, IdeaSubmitted
from shared.events.people import MandateHeld, PersonChanged
from shared.events.review import Reviewing
from shared.events.union_dialogue import CasePrepared, MembersLeftOut, SubstituteSeated
from shared.testing import FakeClock, fact

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("recipients.yaml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = TABLE["rows"]
WHO: dict[str, UUID] = {name: uuid4() for name in TABLE["people"]}
NAMES: dict[UUID, str] = {person_id: name for name, person_id in WHO.items()}
CLASSES: dict[str, type[Event]] = {
    event.type_name(): event for topic in catalog.TOPICS.values() for event in topic.events
}
FUNCTIONS = ("scheme-officer", "consultation-officer", "decision-maker", "implementer", "benefit-controller")
THE_DAY = date(2026, 5, 29)
AUTHORS = ("author", "co-author", "author in office", "author who left")


def functions() -> dict[str, tuple[str, ...]]:
    """Who holds which functions."""
    given = {"officer": FUNCTIONS[0], "consultation officer": FUNCTIONS[1], "decision maker": FUNCTIONS[2]}
    given |= {"implementer": FUNCTIONS[3], "controller": FUNCTIONS[4], "author in office": FUNCTIONS[0]}
    single = {name: (role,) for name, role in given.items()}
    admins = dict.fromkeys(("administrator", "member who administers"), ("administrator",))
    return single | admins | {"officer who left": FUNCTIONS}


def everybody() -> list[PersonChanged]:
    """As they are when something is told."""
    made = {name: a_person(WHO[name], *functions().get(name, ()), unit_id=HOME) for name in WHO}
    seated = ("member", "member left out", "member who administers", "member who left", "former member")
    for name in seated:
        ends_on = yesterday() if name == "former member" else None
        made[name] = made[name].model_copy(update={"mandates": member(WHO[name], ends_on).mandates})
    for name in ("substitute sitting in", "substitute"):
        held = MandateHeld(mandate_id=uuid4(), body_id=BODY, role="substitute", starts_on=date(2020, 1, 1))
        made[name] = made[name].model_copy(update={"mandates": (held,)})
    other = member(WHO["member elsewhere"], body=OTHER_BODY).mandates
    made["member elsewhere"] = made["member elsewhere"].model_copy(update={"mandates": other, "unit_id": ABROAD})
    for name in ("reviewer", "colleague elsewhere", "follower elsewhere"):
        made[name] = made[name].model_copy(update={"unit_id": ABROAD})
    for name in ("author who left", "officer who left", "member who left"):
        made[name] = made[name].model_copy(update={"employed": False})
    return list(made.values())


def nothing_left() -> list[PersonChanged]:
    """All that opened anything has ended."""
    return [
        later(person.model_copy(update={"roles": (), "mandates": (), "unit_id": ABROAD}), 3) for person in everybody()
    ]


class Story:
    """An idea of the home unit and a case about it, and what a row makes happen to them."""

    def __init__(self, desk: Desk, row: dict[str, Any]) -> None:
        self.desk, self.row = desk, row
        self.idea, self.case = ids.new_id(), ids.new_id()

    async def begin(self) -> None:
        case = {"idea_id": self.idea, "case_id": self.case, "body_id": BODY}
        authors = [{"person_id": WHO[name], "share": 25} for name in AUTHORS]
        followers = ("follower", "follower elsewhere")
        await self.desk.hear(
            fact(IdeaSubmitted, idea_id=self.idea, authors=authors, unit_id=HOME, visibility="unit"),
            *(fact(IdeaEndorsed, idea_id=self.idea, by=WHO[name]) for name in followers),
            fact(CasePrepared, **case),
            fact(MembersLeftOut, **case, person_ids=[WHO["member left out"]]),
            fact(SubstituteSeated, **case, person_id=WHO["substitute sitting in"]),
        )

    async def happens(self) -> None:
        made = CLASSES[self.row.get("event", self.row["kind"])]
        about = {"idea_id": self.idea, "case_id": self.case, "body_id": BODY, "authors": self._authors()}
        given = {name: value for name, value in about.items() if name in made.model_fields}
        await self.desk.hear(fact(made, **given | self._meant(self.row.get("given", {}))))

    def _authors(self) -> list[dict[str, Any]]:
        return [{"person_id": WHO[name], "share": 25} for name in AUTHORS]

    def _meant(self, value: Any) -> Any:
        """What a name of the table stands for, wherever it stands."""
        if isinstance(value, dict):
            filled = {name: self._meant(each) for name, each in value.items()}
            if set(filled) == {"person_id"} and "reviewers" in self.row.get("given", {}):
                return fact(Reviewing, **filled)
            return filled | ({"share": 25} if set(filled) == {"person_id"} and value is not self.row["given"] else {})
        if isinstance(value, list):
            return [self._meant(each) for each in value]
        meant = {**WHO, "everybody": list(WHO.values()), "the council": BODY, "the day": THE_DAY}
        return meant.get(value, value)

    async def delivered(self) -> set[str]:
        """For whom of these people a notification was made."""
        sql = "SELECT person_id FROM notification WHERE idea_id = $1 AND kind = $2 AND person_id = ANY($3::uuid[])"
        rows = await self.desk.pool.fetch(sql, self.idea, self.row["kind"], list(NAMES))
        return {NAMES[row["person_id"]] for row in rows}

    async def seen(self, among: set[str]) -> set[str]:
        """In whose inbox it stands; who has left has none."""
        found = set()
        for name in among:
            answer = await self.desk.ask(WHO[name], "GET", f"/notifications?kind={self.row['kind']}&limit=100")
            lines = answer.json()["items"] if answer.status_code == 200 else []
            found |= {name} if any(line["idea_id"] == str(self.idea) for line in lines) else set()
        return found


async def told(desk: Desk, still: FakeClock, rows: Sequence[dict[str, Any]]) -> list[Story]:
    """Everything happens, and four weeks pass."""
    stories = [Story(desk, row) for row in rows]
    await desk.hear(*everybody())
    for story in stories:
        await story.begin()
        await story.happens()
    for _ in range(28):
        still.move_forward(timedelta(days=1))
        await desk.pass_deadlines()
    return stories


def test_every_kind_has_a_row() -> None:
    assert sorted({row["kind"] for row in ROWS}) == sorted(KINDS)


def test_a_row_names_people_of_the_table_and_who_still_sees_it_was_told() -> None:
    named = {name for row in ROWS for name in (*row["told"], *row.get("stays", ()))}
    assert named <= set(WHO)
    assert all(set(row.get("stays", ())) <= set(row["told"]) for row in ROWS)


async def test_each_kind_reaches_whom_the_table_names_and_nobody_else(desk: Desk, still: FakeClock) -> None:
    stories = await told(desk, still, ROWS)
    wrong = {
        f"{number}. {story.row['kind']}": (sorted(found - wanted), sorted(wanted - found))
        for number, story in enumerate(stories)
        if (found := await story.delivered()) != (wanted := set(story.row["told"]))
    }
    assert wrong == {}, "told without need, and not told"
    for story in stories:
        assert await story.seen(set(story.row["told"])) == set(story.row["told"]), story.row


async def test_what_somebody_lost_the_right_to_is_gone_from_their_inbox(desk: Desk, still: FakeClock) -> None:
    stories = await told(desk, still, ROWS)
    await desk.hear(*nothing_left())
    wrong = {}
    for number, story in enumerate(stories):
        kept = await story.seen(set(story.row["told"]))
        if kept != set(story.row.get("stays", ())):
            wrong[f"{number}. {story.row['kind']}"] = sorted(kept)
    assert wrong == {}, "who sees it still"
