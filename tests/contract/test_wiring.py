"""Code and catalogue agree: who hears what, which words a refusal has, what imports what."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import get_args

import pytest

from shared.errors import TERMS, DomainError, NotAllowed, Unknown
from shared.events import catalog
from shared.events.hr import MandateRole, RoleName
from shared.http.problem_texts import PROTOCOL
from shared.service import installed

ROOT = Path(__file__).parents[2]
SERVICES = installed()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_handles_exactly_what_the_catalogue_says(name: str) -> None:
    wanted = {event for topic in catalog.TOPICS.values() for event, heard in topic.events.items() if name in heard}
    assert set(SERVICES[name].handlers) == wanted


def test_every_service_of_the_catalogue_is_installed() -> None:
    named = {service for topic in catalog.TOPICS.values() for service in catalog.consumers_of(topic)}
    assert named == set(SERVICES)


def test_migration_numbers_are_unique() -> None:
    numbers = [path.name.split("_")[0] for path in ROOT.glob("s*/**/migrations/**/*.sql")]
    assert len(numbers) == len(set(numbers)) > 8


def _refusals(kind: type[DomainError]) -> list[type[DomainError]]:
    below = [each for child in kind.__subclasses__() for each in (child, *_refusals(child))]
    return [each for each in below if "slug" in vars(each)]


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_refusal_says_what_to_do_in_three_languages() -> None:
    found = _refusals(DomainError)
    assert len(found) > 25
    for each in found:
        for text in (each.title, each.advice):
            assert all(sentence.strip() for sentence in text), each
            assert len({frozenset(_fields(sentence)) for sentence in text}) == 1, each
    slugs = [each.slug for each in found]
    assert sorted(slugs) == sorted(set(slugs))


def _terms(path: Path) -> set[str]:
    """The words of the code that refusals of a module name: what is not there, and which function it needs."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in NAMING]
    said = [value for call in named for value in (*call.args, *(each.value for each in call.keywords))]
    return {each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)}


NAMING = ("Unknown", "NotAllowed", "require_role")


def test_what_refusals_name_has_words_in_three_languages() -> None:
    named = set().union(*(_terms(path) for path in ROOT.glob("s*/**/src/**/*.py")))
    assert {"idea", "scheme-officer"} <= named
    assert named - TERMS.keys() == set()
    assert {*get_args(RoleName), *get_args(MandateRole)} <= TERMS.keys()
    for refusal in (Unknown(what="idea"), NotAllowed("scheme-officer", "chair")):
        assert len(set(refusal.detail)) == 3
        assert not any("scheme-officer" in words for words in refusal.detail)


@pytest.mark.parametrize("slug", sorted(PROTOCOL))
def test_every_refusal_of_the_protocol_speaks_three_languages(slug: str) -> None:
    _, title, advice = PROTOCOL[slug]
    assert all(sentence.strip() for text in (title, advice) for sentence in text)
    assert len({frozenset(_fields(sentence)) for sentence in advice}) == 1


def test_every_event_is_heard_or_the_catalogue_says_why_not() -> None:
    unheard = {event for topic in catalog.TOPICS.values() for event, heard in topic.events.items() if not heard}
    assert set(catalog.UNHEARD) == unheard
    assert all(why.strip() for why in catalog.UNHEARD.values())


def test_every_event_says_what_it_means() -> None:
    silent = [event for topic in catalog.TOPICS.values() for event in topic.events if "__doc__" not in vars(event)]
    assert silent == []


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_imports_no_other(name: str) -> None:
    package = SERVICES[name].package
    others = {service.package for service in SERVICES.values()} - {package}
    imported: set[str] = set()
    for path in (ROOT / "services" / name / "src" / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.split(".")[0])
    assert imported & others == set()
    assert "shared" in imported
