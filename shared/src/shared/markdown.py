"""Markdown as people write it, made into HTML that can do no harm: rendered here, sanitised, never by the browser."""

from __future__ import annotations

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Raw HTML is text. Links are only recognised where they are written as such.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable(
    ["table", "strikethrough"]
)
_TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "s",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes={"a": {"href", "title"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener noreferrer",
)


_REMEMBERED, _SHORT = 1_000, 4_000
"""Texts whose HTML is kept for the next reader, and the letters of the longest one: 10 MB at most."""


def render(text: str) -> str:
    """HTML of a text: no pictures (they would tell a stranger who reads), no scripts, links that pass nothing on."""
    return _remembered(text) if len(text) <= _SHORT else _rendered(text)


@lru_cache(_REMEMBERED)
def _remembered(text: str) -> str:
    return _rendered(text)


def plain(text: str, most: int) -> str:
    """The first ``most`` letters of what a text says, in one line, without the signs of Markdown."""
    blocks = (_words(token) for token in _MARKDOWN.parse(text[: 8 * most]))
    return " ".join(" ".join(blocks).split())[:most]


def _words(token: Token) -> str:
    """What a reader sees of a token: of a link its words, of a break a space."""
    if token.children is None:
        return token.content if token.type in ("fence", "code_block") else ""
    return "".join(" " if each.type.endswith("break") else each.content for each in token.children)


def _rendered(text: str) -> str:
    return _CLEANER.clean(_MARKDOWN.render(text))
