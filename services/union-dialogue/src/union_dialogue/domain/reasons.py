"""Why a deadline falls on its day: each fact of the reasoning has a stable code and a sentence in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.dates import day_in
from shared.errors import Language, Text
from union_dialogue.domain import words
from union_dialogue.domain.reason_texts import SENTENCES


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact of the reasoning: its code, its day (None where it has none), and what else its sentence names.

    ``fields``: ``name`` (of a holiday, a zone, an effect), ``n`` and ``unit`` (a length), ``form``, ``on`` (another day).
    """

    code: str
    day: date | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    def as_kept(self) -> list[Any]:
        return [self.code, self.day.isoformat() if self.day else None, dict(self.fields)]

    @classmethod
    def of(cls, kept: list[Any]) -> Reason:
        code, day, fields = kept
        return cls(code, date.fromisoformat(day) if day else None, fields)


def sentence(reason: Reason, language: Language) -> str:
    """A fact in plain language."""
    given = dict(reason.fields)
    name = words.name_in(language, str(given.get("name", "")))
    told: dict[str, str] = {"name": name, "rest": f" ({name})" if name else ""}
    told["day"] = day_in(language, reason.day) if reason.day else ""
    told["on"] = day_in(language, date.fromisoformat(given["on"])) if "on" in given else ""
    told["span"] = words.span_in(language, given["n"], given["unit"]) if "n" in given else ""
    told["form"] = words.form_in(language, given["form"]) if "form" in given else ""
    return _text(reason).told_in(language).format(**told)


def _text(reason: Reason) -> Text:
    """Silence has a sentence for each effect; every other fact has one."""
    key = f"silence-{reason.fields['name']}" if reason.code == "silence" else reason.code
    return SENTENCES[key]
