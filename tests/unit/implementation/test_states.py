"""A refusal names states in the reader's language, never by their codes."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from implementation import domain
from implementation.domain import Benefit, Milestone, Offer, Plan, Task
from implementation.domain.states import STATES, THINGS


@pytest.mark.parametrize("kind", [Plan, Task, Milestone, Benefit, Offer])
def test_every_state_has_words(kind: type) -> None:
    known = get_args(get_type_hints(kind)["state"])
    assert known
    assert [state for state in known if state not in STATES] == []
    assert kind.__name__.lower() in THINGS


def test_a_refusal_speaks_the_language() -> None:
    with pytest.raises(domain.WrongStep) as refused:
        domain.check_state("task", "started", "planned", "blocked")
    assert "„begonnen“" in refused.value.detail.de
    assert "geplant / blockiert" in refused.value.detail.de
    assert "« commencé »" in refused.value.detail.fr
