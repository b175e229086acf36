"""French as it is told: a line never ends before a high sign or within guillemets."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from uuid import UUID

import pytest

from notify.actions.writing import written
from notify.domain.letters import Digest, Entry, Letter, digest, letter
from shared.errors import Text

ROOT = Path(__file__).parents[2]
ADDRESS = "https://parley.example/x"
NARROW = "\N{NARROW NO-BREAK SPACE}"
BREAKS = re.compile(r"[ \N{NO-BREAK SPACE}][;:?!»%]|«[ \N{NO-BREAK SPACE}]")


def texts(path: Path) -> list[Text]:
    """Those that a file writes out in three languages."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    said = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Text"]
    return [
        Text(*(ast.literal_eval(each) for each in args))
        for args in said
        if len(args) == len(Text._fields) and all(isinstance(each, ast.Constant) for each in args)
    ]


def test_no_text_breaks_before_a_high_sign() -> None:
    found = [
        text
        for folder in ("shared", "services")
        for path in (ROOT / folder).rglob("src/**/*.py")
        for text in texts(path)
    ]
    marked = [text for text in found if BREAKS.search(text.fr)]
    assert len(found) > 500
    assert len(marked) > 100
    assert [told for text in found if BREAKS.search(told := text.told_in("fr"))] == []
    assert [text for text in marked if NARROW not in text.told_in("fr")] == []
    assert [text for text in found if NARROW in text.told_in("en") + text.told_in("de")] == []


@pytest.mark.parametrize("unsubscribe", [ADDRESS, None])
def test_no_letter_breaks_before_a_high_sign(unsubscribe: str | None) -> None:
    said = letter("fr", "Ruth", "Une idée", "Vous êtes auteur.", link=ADDRESS, unsubscribe=unsubscribe)
    _unbroken(said)


def test_no_digest_breaks_before_a_high_sign() -> None:
    _unbroken(digest("fr", "Ruth", (Entry("Une idée", "Vous êtes auteur.", ADDRESS),), unsubscribe=ADDRESS))


def _unbroken(said: Letter | Digest) -> None:
    message = written(said, "parley@example.org", "ruth@example.org", UUID(int=1))
    parts = [part.get_content() for part in message.walk() if part.get_content_type() == "text/plain"]
    assert [part for part in parts if f"Ouvrir{NARROW}: {ADDRESS}" not in part or BREAKS.search(part)] == []
    assert len(parts) == 1
