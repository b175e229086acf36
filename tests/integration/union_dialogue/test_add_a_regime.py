"""The how-to for regimes is followed to the letter: one is added over HTTP, one as a file; then their clocks count."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest
from tests.integration.union_dialogue.dialogue import (
    ADMIN,
    BODY,
    CHAIR,
    HEAD,
    OFFICER,
    OPINION,
    OTHER,
    Dialogue,
    a_body,
    a_calendar,
    required,
)

from shared.testing.still_clock import fake_clock
from union_dialogue.domain import regimes
from union_dialogue.domain.clock import count
from union_dialogue.domain.facts import Facts
from union_dialogue.domain.regimes import Regime
from union_dialogue.domain.seat import Seat

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "add-a-regime.md").read_text("utf-8")
OWN: dict[str, Any] = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])  # type: ignore[index]
SHIPPED = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]  # type: ignore[index]
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def test_a_regime_added_over_http_prepares_the_cases_that_waited_for_it(empty: Dialogue) -> None:
    await empty.hear(a_body("OWN-CITY"), a_calendar(), required())
    assert await empty.announced() == []
    for who in (HEAD, CHAIR, ADMIN, OTHER):
        assert await empty.status(who, "POST", "/regimes", OWN) == 403
    made = await empty.gets(OFFICER, "POST", "/regimes", OWN, expect=201)
    assert made["notice"] == "Checked by Legal office, 20 January 2026."
    assert await empty.announced() == ["case.prepared"]
    path = f"/regimes/OWN-CITY/clock?body_id={BODY}&received_on=2026-03-02"
    assert (await empty.gets(OTHER, "GET", path))["last_day"] == "2026-03-18"
    with fake_clock(MONDAY):
        case = await empty.running()
        seen = await empty.gets(CHAIR, "GET", f"{case}/clock")
        assert (seen["last_day"], seen["regime_version"], seen["silence"]) == ("2026-03-18", 1, "deemed-negative")
        await empty.gets(CHAIR, "POST", f"{case}/opinion", OPINION, expect=201)


async def test_a_next_version_leaves_cases_as_they_began(empty: Dialogue) -> None:
    await empty.gets(OFFICER, "POST", "/regimes", OWN, expect=201)
    await empty.hear(a_body("OWN-CITY"), a_calendar(), required())
    case = await empty.case()
    assert await empty.refused(OFFICER, "POST", "/regimes", OWN) == (409, "regime-version-out-of-order")
    await empty.gets(OFFICER, "POST", "/regimes", OWN | {"version": 2, "silence": "none"}, expect=201)
    assert (await empty.gets(CHAIR, "GET", case))["regime_version"] == 1
    assert (await empty.gets(CHAIR, "GET", "/regimes/OWN-CITY"))["version"] == 2
    listed = {each["key"]: each["version"] for each in await empty.gets(CHAIR, "GET", "/regimes")}
    assert listed["OWN-CITY"] == 2
    assert set(regimes.shipped()) < set(listed)


async def test_a_shipped_template_is_not_changed_and_nonsense_is_named(empty: Dialogue) -> None:
    taken = OWN | {"key": "FR-CSE"}
    assert await empty.refused(OFFICER, "POST", "/regimes", taken) == (409, "regime-is-a-template")
    wrong = await empty.ask(OFFICER, "POST", "/regimes", OWN | {"silence": "shrug"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/silence")
    assert await empty.status(OFFICER, "GET", "/regimes/NO-SUCH") == 404


async def test_a_case_is_heard_under_another_regime_of_the_family_before_receipt(desk: Dialogue) -> None:
    case = await desk.provided()
    etag = (await desk.ask(OFFICER, "GET", case)).headers["etag"]
    choice = {"regime": "DE-BPersVG-81", "variant": "stepped", "reason": "Tasks are outsourced."}
    assert await desk.status(CHAIR, "PUT", f"{case}/regime", choice, if_match=etag) == 403
    assert await desk.status(OFFICER, "PUT", f"{case}/regime", choice, if_match='"1"') == 412
    foreign = choice | {"regime": "FR-CSE"}
    refused = await desk.refused(OFFICER, "PUT", f"{case}/regime", foreign, if_match=etag)
    assert refused == (422, "regime-not-of-the-body")
    seen = await desk.gets(OFFICER, "PUT", f"{case}/regime", choice, if_match=etag)
    assert (seen["regime"], seen["variant"]) == ("DE-BPersVG-81", "stepped")
    assert (await desk.announced())[-1] == "regime.chosen"
    with fake_clock(MONDAY):
        if_received = await desk.gets(CHAIR, "GET", f"{case}/clock?if_received_on=2026-03-02")
    assert if_received["last_day"] == "2026-03-30"


def test_a_shipped_regime_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "xx-example.toml").write_text(SHIPPED, "utf-8")
    monkeypatch.setattr(resources, "files", lambda _package: tmp_path)
    (regime,) = regimes.shipped.__wrapped__().values()
    seat = Seat("DE", "RP", "Europe/Berlin", frozenset(), frozenset(), closure_days_agreed=False, calendar_version=1)
    assert count(regime, seat, Facts(received_at=MONDAY)).last_day == date(2026, 3, 16)
    assert "Template" in regime.notice.en


def test_the_page_names_every_member_and_every_variant() -> None:
    table = PAGE.partition("## The members")[2]
    told = {"key", "version", "names", "source", "checked_by"}
    assert [name for name in Regime.model_fields if name not in told and f"`{name}`" not in table] == []
    for kind in (regimes.Variant, regimes.Unit, regimes.Form):
        assert [each for each in get_args(kind) if f"`{each}`" not in table] == []
