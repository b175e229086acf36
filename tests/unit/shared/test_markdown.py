"""Markdown becomes HTML that can do no harm."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from shared import markdown
from shared.markdown import render


def test_what_people_write_is_rendered() -> None:
    html = render(
        "# Rooms\n\n- *free*\n- **taken**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~ [map](https://example.org)"
    )
    for part in ("<h1>Rooms</h1>", "<em>free</em>", "<strong>taken</strong>", "<td>1</td>", "<s>old</s>"):
        assert part in html
    assert '<a href="https://example.org" rel="nofollow noopener noreferrer">map</a>' in html


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![tells who reads](https://tracker.example/p.gif)",
        '<a href="https://example.org" onclick="alert(1)">x</a>',
        "<svg/onload=alert(1)>",
        "<iframe src=https://example.org></iframe>",
        "[x]: javascript:alert(1)\n[x]",
    ],
)
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


class Found(HTMLParser):
    """What a browser would see in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
