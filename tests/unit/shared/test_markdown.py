"""Markdown becomes HTML that can do no harm."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from shared import markdown
from shared.markdown import render

HARMS = Path(__file__).parents[2] / "harms.json"
"""What somebody might write who means harm; tests/browser shows them on the pages."""


def test_what_people_write_is_rendered() -> None:
    html = render(
        "# Rooms\n\n- *free*\n- **taken**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~ [map](https://example.org)"
    )
    for part in ("<h1>Rooms</h1>", "<em>free</em>", "<strong>taken</strong>", "<td>1</td>", "<s>old</s>"):
        assert part in html
    assert '<a href="https://example.org" rel="nofollow noopener noreferrer">map</a>' in html


@pytest.mark.parametrize("harm", json.loads(HARMS.read_text(encoding="utf-8")))
def test_nothing_that_runs_or_loads_comes_through(harm: str) -> None:
    found = Found()
    found.feed(render(harm))
    assert found.tags <= {"p", "a"}
    assert found.attributes <= {("rel", "nofollow noopener noreferrer")}


def test_only_short_texts_are_kept_and_long_ones_are_rendered_alike() -> None:
    long = "*word* " * 1_000
    kept = markdown._remembered.cache_info().currsize
    assert render(long) == render(long) == f"<p>{'<em>word</em> ' * 999}<em>word</em></p>\n"
    assert markdown._remembered.cache_info().currsize == kept
    assert render("*a word that nobody wrote before*") == "<p><em>a word that nobody wrote before</em></p>\n"
    assert markdown._remembered.cache_info().currsize == min(kept + 1, markdown._REMEMBERED)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Rooms\n\n- *free*\n- **taken**\n\n> said [here](https://example.org)", "Rooms free taken said here"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~  new\nline", "a b 1 2 old new line"),
        ("`code` and\n\n```\nx = 1\n```\n![a plan](plan.png) <b>5 &lt; 6</b>", "code and x = 1 a plan <b>5 < 6</b>"),
        ("", ""),
    ],
)
def test_what_a_text_says_without_its_signs(text: str, said: str) -> None:
    assert markdown.plain(text, 100) == said
    assert markdown.plain(text, 5) == said[:5]


class Found(HTMLParser):
    """What a browser would see in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
