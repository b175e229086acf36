"""`parley demo grow`: the plan of a grown organisation is believable, the same each time, and where it may go."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise

import pytest
from typer.testing import CliRunner

from shared.cli import app, hr
from shared.cli.demo.organisation import DEPARTMENT, LEAST, OFFICE, SEATS, Line, Organisation
from shared.cli.demo.phrases import LANGUAGES, tongue
from shared.cli.demo.writing import A_CAMPAIGN_EACH, CAMPAIGNS, campaigns, ideas

runner = CliRunner()
SIZES = [LEAST, 31, 150, 1501, 3100]


def lines(organisation: Organisation) -> list[Line]:
    return list(organisation.lines())


def of(kind: str, told: list[Line]) -> list[dict[str, object]]:
    return [line["data"] for line in told if line["type"] == f"hr.{kind}"]


@pytest.mark.parametrize("people", SIZES)
def test_every_line_is_an_hr_event_and_refers_to_what_came_before(people: int) -> None:
    known: set[object] = set()
    for line in lines(Organisation(3, people)):
        data = line["data"]
        hr.outgoing(json.dumps(line))
        refers = [data.get(name) for name in ("parent_external_id", "unit_external_id", "manager_external_id")]
        refers += [data.get("body_external_id"), data.get("calendar_external_id")]
        refers += data.get("scope_unit_external_ids", [])
        assert {each for each in refers if each} <= known, line
        known.add(data["external_id"])


@pytest.mark.parametrize("people", SIZES)
def test_everybody_has_a_manager_but_one_and_every_unit_a_head(people: int) -> None:
    told = lines(Organisation(3, people))
    hired, units = of("employee.hired", told), of("unit.changed", told)
    assert len(hired) == people == len({each["external_id"] for each in hired})
    assert [each["external_id"] for each in hired if each["manager_external_id"] is None] == ["Z3-000000"]
    unit_of = {each["external_id"]: each["unit_external_id"] for each in hired}
    parent_of = {each["external_id"]: each.get("parent_external_id") for each in units}
    assert [unit for unit, parent in parent_of.items() if parent is None] == ["Z3-U-0-00000"]
    for each in hired:
        own = each["unit_external_id"]
        if each["manager_external_id"]:  # the head of the own unit, or of the one above
            assert unit_of[each["manager_external_id"]] in (own, parent_of[own])
    assert set(unit_of.values()) <= set(parent_of)


@pytest.mark.parametrize("people", SIZES)
def test_a_body_has_as_many_members_as_its_employees_give_it_and_one_chair(people: int) -> None:
    told = lines(Organisation(3, people))
    for place, body in enumerate(of("body.changed", told)):
        held = [each for each in of("mandate.granted", told) if each["body_external_id"] == body["external_id"]]
        roles = Counter(each["role"] for each in held)
        covered = min(DEPARTMENT, people - place * DEPARTMENT)
        seats = next(seats for most, seats in SEATS if covered <= most)
        members = len({each["external_id"] for each in held if each["role"] != "substitute"})
        assert members == roles["chair"] + roles["member"] <= seats
        assert roles["chair"] == (covered > 12)
        assert members == seats or members >= covered // 30


def test_it_is_the_same_each_time_and_another_with_another_seed() -> None:
    one, again, other = (lines(Organisation(seed, 100)) for seed in (5, 5, 6))
    assert one == again != other
    ids = [{line["data"]["external_id"] for line in told} for told in (one, other)]
    assert not ids[0] & ids[1]
    assert list(ideas(Organisation(5, 100), 50)) == list(ideas(Organisation(5, 100), 50))
    assert list(ideas(Organisation(5, 100), 50)) != list(ideas(Organisation(6, 100), 50))


def test_a_greater_one_begins_with_the_smaller_one() -> None:
    small, great = Organisation(1, 200), Organisation(1, 2000)
    assert {json.dumps(line) for line in small.lines()} - {json.dumps(line) for line in great.lines()} == set()
    assert list(ideas(great, 1000))[:100] == list(ideas(small, 100))
    assert campaigns(1000)[: len(campaigns(100))] == campaigns(100)


def test_ideas_are_of_three_languages_and_every_length() -> None:
    written = list(ideas(Organisation(1, 2000), 1000))
    languages = Counter(each.language for each in written)
    assert set(languages) == set(LANGUAGES)
    assert min(languages.values()) > 50
    lengths = sorted(len(each.text) for each in written)
    assert lengths[0] < 250
    assert lengths[-1] > 2000
    assert "{" not in "".join(each.title + each.text for each in written)
    assert all(3 <= len(each.title) <= 200 for each in written)
    authors = Counter(each.author for each in written)
    assert max(authors.values()) > 3
    assert not [each for each in authors if each % DEPARTMENT == OFFICE]
    assert len({(each.author, each.title) for each in written}) == len(written)


def test_few_ideas_have_most_of_the_endorsements() -> None:
    written = list(ideas(Organisation(1, 2000), 1000))
    counts = sorted((len(each.endorsers) for each in written), reverse=True)
    assert 4 * len(written) < sum(counts) < 8 * len(written)
    assert sum(counts[:200]) > 0.6 * sum(counts)
    for each in written:
        assert len(set(each.endorsers)) == len(each.endorsers)
        assert each.author not in each.endorsers
        assert max((*each.endorsers, each.author)) < 2000


def test_a_thread_answers_what_was_said_and_is_not_too_deep() -> None:
    deepest = 0
    for each in ideas(Organisation(1, 2000), 1000):
        depths: list[int] = []
        for place, said in enumerate(each.comments):
            assert said.answers is None or said.answers < place
            depths.append(0 if said.answers is None else depths[said.answers] + 1)
            earlier = {before.by for before in each.comments[:place]}
            assert said.mentions is None or said.mentions in earlier
        deepest = max(deepest, *depths, 0)
    assert 2 <= deepest <= 4


def test_campaigns_open_one_after_another() -> None:
    counts = [len(campaigns(number)) for number in (0, 1, A_CAMPAIGN_EACH, A_CAMPAIGN_EACH + 1, 100_000)]
    assert counts == [1, 1, 1, 2, CAMPAIGNS]
    assert all(one <= other for one, other in pairwise(counts))
    for each in ideas(Organisation(1, 2000), 1000):
        assert each.campaign is None or each.campaign < len(campaigns(each.number + 1))


def test_every_language_has_the_same_themes() -> None:
    assert len({len(tongue(language).themes) for language in LANGUAGES}) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "say DEMO=1"),
        (["--demo", "--address", "https://parley.example"], "parley.example is not"),
        (["--demo", "--bootstrap", "127.0.0.1:9092,kafka.example:9092"], "kafka.example is not"),
        (["--demo", "--address", "http://127.0.0.1:1"], "http://127.0.0.1:1 does not answer"),
    ],
)
def test_it_grows_in_a_demo_on_this_machine_alone(words: list[str], says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO", raising=False)
    monkeypatch.setattr("shared.cli.demo.visit._TRIES", 1)
    done = runner.invoke(app, ["demo", "grow", str(LEAST), *words])
    assert done.exit_code in (1, 2)
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_too_few_people_are_no_organisation() -> None:
    assert runner.invoke(app, ["demo", "grow", str(LEAST - 1), "--demo"]).exit_code == 2
