"""Sentences in three languages, filled in."""

from __future__ import annotations

from shared.errors import Conflict, Text


class Stuck(Conflict):
    slug = "stuck"
    title = Text("Stuck", "Bloqué", "Fest")
    advice = Text("{name} is {state}.", "{name} est {state}.", "{name} ist {state}.")


def test_a_field_that_is_a_text_is_told_in_each_language() -> None:
    assert Stuck(name="X", state=Text("open", "ouvert", "offen")).detail == (
        "X is open.",
        "X est ouvert.",
        "X ist offen.",
    )


def test_several_texts_are_listed_in_each_language() -> None:
    assert Text.listed([Text("a", "b", "c"), Text("d", "e", "f")], " / ") == ("a / d", "b / e", "c / f")
