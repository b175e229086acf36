"""What is told."""

from __future__ import annotations

from typing import get_args

import pytest

from notify import domain, handlers
from shared.errors import Language
from shared.events import people


@pytest.mark.parametrize("kind", sorted(domain.SENTENCES))
def test_every_sentence_names_the_idea_in_three_languages(kind: str) -> None:
    for language in get_args(Language):
        assert "Rooms" in domain.sentence(kind, "Rooms", language)
        assert getattr(domain.UNTITLED, language) in domain.sentence(kind, None, language)


def test_every_event_that_is_heard_has_a_sentence() -> None:
    copied = {people.PersonChanged, people.PersonErased, people.UnitChanged, people.BodyChanged, people.CalendarChanged}
    heard = {event.type_name() for event in handlers.HANDLERS if event not in copied}
    assert heard == set(domain.SENTENCES)
