"""A refusal names the state of a case in the reader's language, never by its code."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.unit.union_dialogue.cases import prepared

from union_dialogue.domain.case import State, needs
from union_dialogue.domain.refusals import WrongStep
from union_dialogue.domain.states import STATES


def test_every_state_has_words() -> None:
    assert set(STATES) == set(get_args(State))
    assert all(len(set(words)) == 3 for words in STATES.values())


def test_a_refusal_speaks_the_language() -> None:
    with pytest.raises(WrongStep) as refused:
        needs(prepared(), "running", "opinion")
    assert "Unterlagen stehen noch aus" in refused.value.detail.de
    assert "délai en cours / avis rendu" in refused.value.detail.fr
