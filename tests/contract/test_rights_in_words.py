"""The pages say a right by its code, in the very words of the impact screen and in each language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from ideas.domain.screens import SCREENS
from shared.errors import Language

WEB = Path(__file__).parents[2] / "web/src"
QUESTIONS = {name: asked for screen in SCREENS.values() for name, asked in screen.items()}


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_right_and_why_it_is_touched_are_said_in_the_words_of_the_screen(question: str, language: Language) -> None:
    source = (WEB / "features/dialogues/rights.ts").read_text("utf-8")
    words = _typed((WEB / f"locales/dialogues/{language}.po").read_text("utf-8"))
    assert f"\n  {question}: {{\n" in source
    for text in (QUESTIONS[question].right, QUESTIONS[question].why):
        msgid, msgstr = (json.dumps(each, ensure_ascii=False) for each in (text.en, _typed(text.told_in(language))))
        assert f"msg`{text.en}`" in source
        assert f"msgid {msgid}\nmsgstr {msgstr}\n" in words


def _typed(text: str) -> str:
    """As it may be typed: the build gives French signs the space that never breaks."""
    return text.replace("\u202f", " ")
