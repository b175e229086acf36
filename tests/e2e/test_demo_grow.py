"""`parley demo grow` on the running stack: it makes what it says, once, and goes on where it was broken off."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from shared.cli.demo.organisation import OFFICE, Organisation
from shared.cli.demo.writing import campaigns, ideas
from stack.running import Running
from tests.e2e.personas import Persona, eventually

PEOPLE, IDEAS, SEED = 40, 20, 907
pytestmark = pytest.mark.timeout(180)


def called(stack: Running, people: int, ideas_: int) -> tuple[list[str], dict[str, str]]:
    """The tool as a person calls it beside a running demo: its words and its environment."""
    command = [str(Path(sys.executable).with_name("parley")), "demo", "grow", str(people), "--ideas", str(ideas_)]
    env = dict(os.environ) | {"PARLEY": stack.address, "DEMO": "1"}
    env["KAFKA_BOOTSTRAP"] = stack.environments["people"]["KAFKA_BOOTSTRAP"]
    return [*command, "--seed", str(SEED)], env


def grow(stack: Running, people: int, ideas_: int, **environment: str) -> subprocess.CompletedProcess[str]:
    command, env = called(stack, people, ideas_)
    return subprocess.run(command, env=env | environment, capture_output=True, text=True, check=False, timeout=150)


def grow_and_kill(stack: Running, office: Persona, ideas_: int) -> None:
    """A run that is killed as soon as there are so many ideas."""
    command, env = called(stack, PEOPLE, IDEAS)
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        eventually(lambda: len(everything(office)) >= ideas_, what="ideas of the broken run")
        running.kill()


def counted(words: str, what: str) -> dict[str, int]:
    """``{"ideas": 12, ...}`` of the line that begins with these words."""
    line = next((line for line in words.splitlines() if line.startswith(what)), "")
    plural = {"campaign": "campaigns", "idea": "ideas", "endorsement": "endorsements", "comment": "comments"}
    said = re.findall(r"([\d,]+) (\w+)[,.]", line)
    return {plural.get(name, name): int(number.replace(",", "")) for number, name in said}


def everything(office: Persona) -> list[dict[str, object]]:
    """The ideas that everybody may see, of the grown organisation alone."""
    found, address = [], "/api/ideas?limit=100"
    titles = {each.title for each in ideas(Organisation(SEED, PEOPLE), IDEAS)}
    while address:
        page = office.client.get(address).json()
        found += [line for line in page["items"] if line["title"] in titles]
        address = page["next"]
    return found


def test_an_organisation_grows_once_and_goes_on(stack: Running, sign_in: Callable[[str], Persona]) -> None:
    organisation = Organisation(SEED, PEOPLE)
    plan = list(ideas(organisation, IDEAS))
    planned = {
        "campaigns": len(campaigns(IDEAS)),
        "ideas": IDEAS,
        "endorsements": sum(len(each.endorsers) for each in plan),
        "comments": sum(len(each.comments) for each in plan),
    }
    assert planned["endorsements"] > 10
    assert planned["comments"] > 3
    half = grow(stack, PEOPLE // 2, IDEAS // 2)
    assert half.returncode == 0, half.stderr
    office = sign_in(organisation.person(OFFICE))
    grow_and_kill(stack, office, sum(each.fate != "draft" for each in plan[: IDEAS // 2]) + 2)
    whole = grow(stack, PEOPLE, IDEAS)
    assert whole.returncode == 0, whole.stderr
    made, there = counted(whole.stdout, "Made"), counted(whole.stdout, "Were")
    assert IDEAS // 2 + 2 <= there["ideas"] < IDEAS
    assert {what: made[what] + there[what] for what in planned} == planned
    assert counted(whole.stdout, "Told")["people"] == PEOPLE

    again = grow(stack, PEOPLE, IDEAS)
    assert again.returncode == 0, again.stderr
    assert counted(again.stdout, "Made") == dict.fromkeys(planned, 0)
    assert counted(again.stdout, "Were") == planned

    shown = everything(office)
    assert Counter(line["title"] for line in shown) == Counter(each.title for each in plan if each.fate != "draft")
    by_title = {each.title: each for each in plan}
    for line in shown:
        meant = by_title[str(line["title"])]
        assert (line["status"], line["language"]) == (meant.fate, meant.language)
        assert line["endorsements"] == len(meant.endorsers)
        said = office.get(f"/api/ideas/{line['idea_id']}/comments", limit="100")["items"]
        assert [each["text"] for each in said] == [each.text for each in meant.comments]
    me = office.get("/api/session")
    assert [held["role"] for held in me["roles"]] == ["scheme-officer"]


def test_it_says_no_where_it_is_no_demo(stack: Running) -> None:
    refused = grow(stack, PEOPLE, IDEAS, DEMO="0")
    assert refused.returncode == 2
    assert "DEMO=1" in refused.stderr
