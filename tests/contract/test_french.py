"""What the services say in French has spaces that no line is broken at where French wants them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from notify.domain import letters, reasons, sentences
from shared.errors import DomainError, Text
from shared.http.problem_texts import PROTOCOL
from shared.service import installed
from union_dialogue.domain.reason_texts import SENTENCES as FACTS
from union_dialogue.domain.reasons import Reason, sentence

LOOSE = re.compile("« | [;:!?»]")
DAY = date(2027, 3, 26)


def _modules() -> Iterator[ModuleType]:
    for name in ("shared", *(service.replace("-", "_") for service in installed())):
        root = importlib.import_module(name)
        for found in pkgutil.walk_packages(root.__path__, f"{name}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _texts(value: Any) -> Iterator[Text]:
    """Those in a value: itself, within a table or a row, or said by a class."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, type) and issubclass(value, DomainError):
        yield from _texts((value.__dict__.get("title"), value.__dict__.get("advice")))
    elif hasattr(value, "about"):
        yield from _texts(value.about)


def test_no_french_sentence_can_be_broken_before_its_mark() -> None:
    texts = {text for module in _modules() for value in vars(module).values() for text in _texts(value)}
    marked = [text for text in texts if LOOSE.search(text.fr)]
    assert len(texts) > 500
    assert len(marked) > 100
    assert [told for text in texts if LOOSE.search(told := text.told_in("fr"))] == []


def test_the_other_languages_stay_as_they_are() -> None:
    text = Text("Why : so", "Pourquoi : « ainsi » ; oui ?", "Warum : so")
    tied = "Pourquoi_: «_ainsi_»_; oui_?".replace("_", "\N{NARROW NO-BREAK SPACE}")
    assert (text.told_in("en"), text.told_in("fr"), text.told_in("de")) == ("Why : so", tied, "Warum : so")


@pytest.mark.parametrize("kind", sorted(sentences.SENTENCES))
def test_a_mail_keeps_its_french_together(kind: str) -> None:
    told = sentences.sentence(kind, "author", "Salles", "fr", DAY)
    why = reasons.reason("role", "fr", role="decision-maker")
    mail = letters.letter("fr", "Ada", told, why, link="https://parley.example/ideas/1", unsubscribe=None)
    assert "\N{NARROW NO-BREAK SPACE}:" in mail.why
    assert [said for said in (mail.subject, mail.greeting, mail.why, mail.law or "") if LOOSE.search(said)] == []


@pytest.mark.parametrize("code", sorted(FACTS))
def test_the_reasoning_of_a_clock_keeps_its_french_together(code: str) -> None:
    name = code.removeprefix("silence-") if code.startswith("silence-") else "Noël"
    fact = "silence" if code.startswith("silence-") else code
    fields = {"name": name, "n": 10, "unit": "working-days", "form": "written", "on": DAY.isoformat()}
    assert not LOOSE.search(sentence(Reason(fact, DAY, fields), "fr"))


@pytest.mark.parametrize("slug", sorted(PROTOCOL))
def test_the_titles_of_the_protocol_keep_their_french_together(slug: str) -> None:
    _, title, advice = PROTOCOL[slug]
    assert not LOOSE.search(title.told_in("fr") + advice.told_in("fr"))
