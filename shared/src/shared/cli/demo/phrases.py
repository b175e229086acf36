"""What people of the grown organisation are called and say, in three languages; data in ``phrases.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from shared.errors import Language

LANGUAGES: tuple[Language, ...] = ("en", "fr", "de")
Names = dict[Language, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """What ideas are about: titles, what is wrong, what to do, what it brings."""

    titles: tuple[str, ...]
    why: tuple[str, ...]
    how: tuple[str, ...]
    gain: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """Everything that is said in one language; ``{place}`` and ``{n}`` are filled in."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    themes: tuple[Theme, ...]
    more: tuple[str, ...]
    list: str
    points: tuple[str, ...]
    comments: tuple[str, ...]
    answers: tuple[str, ...]
    returned: str


@cache
def known() -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = json.loads((files(__package__) / "phrases.json").read_text("utf-8"))
    return found


@cache
def tongue(language: Language) -> Tongue:
    said = known()[language]
    themes = tuple(Theme(**{name: _frozen(value) for name, value in each.items()}) for each in said["themes"])
    return Tongue(**{name: _frozen(value) for name, value in said.items()} | {"themes": themes})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def chance(*about: object) -> Random:
    """A source of chance that always says the same about the same thing."""
    return Random("/".join(map(str, about)))  # noqa: S311 - to be repeated, not to be secret


def filled(sentence: str, by: Random) -> str:
    return sentence.format(place=by.choice(known()["places"]), n=by.randint(2, 60))


def placed(names: Names, number: int) -> Names:
    """The names of the ``number``-th of its kind: with the place, and a number once all places are used."""
    places = known()["places"]
    place, again = places[number % len(places)], number // len(places)
    where = f"{place} {again + 1}" if again else place
    return {language: f"{name}, {where}" for language, name in names.items()}
