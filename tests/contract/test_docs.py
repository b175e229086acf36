"""What the pages name exists."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from shared.events import catalog

ROOT = Path(__file__).parents[2]
LIFE = (ROOT / "docs" / "life-of-an-idea.md").read_text()
PACKAGES = ("people", "ideas", "review", "union_dialogue", "implementation", "notify", "shared")
KNOWN = {event.type_name() for topic in catalog.TOPICS.values() for event in topic.events}
NAMES = sorted(set(re.findall(rf"`((?:{'|'.join(PACKAGES)})\.[a-z_.]+)`", LIFE)) - KNOWN)
EVENTS = sorted(set(re.findall(r"`([a-z]+\.[a-z-]+)`", LIFE)))


@pytest.mark.parametrize("name", NAMES)
def test_every_function_named_in_the_life_of_an_idea_exists(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert hasattr(importlib.import_module(module), attribute) or importlib.import_module(name)


def test_every_event_named_in_the_life_of_an_idea_is_in_the_catalogue() -> None:
    assert len(EVENTS) > 30
    assert [name for name in EVENTS if name not in KNOWN and name != "shared.directory"] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")) + [ROOT / "README.md"], ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target
