"""How often e-mails are tried, and the link that ends them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.domain import mails

SECRET = "s" * 32


def test_pauses_double_up_to_an_hour_and_end_after_some_hours() -> None:
    pauses = [mails.pause_after(attempt) for attempt in range(1, mails.MOST_ATTEMPTS)]
    assert pauses[:4] == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8)]
    assert max(pauses) == timedelta(hours=1)
    assert timedelta(hours=6) < sum(pauses, timedelta()) < timedelta(hours=8)
    assert [mails.exhausted(attempts) for attempts in (1, mails.MOST_ATTEMPTS - 1, mails.MOST_ATTEMPTS)] == [
        False,
        False,
        True,
    ]


def test_a_link_opens_with_its_secret_alone() -> None:
    person = uuid4()
    token = mails.sealed(SECRET, person, "idea.returned")
    assert mails.opened(SECRET, token) == (person, "idea.returned")
    assert mails.opened("t" * 32, token) is None


@given(st.text(max_size=80))
def test_what_we_did_not_sign_opens_nothing(text: str) -> None:
    assert mails.opened(SECRET, text) is None


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_a_changed_link_opens_nothing(place: int) -> None:
    token = mails.sealed(SECRET, uuid4(), "idea.returned")
    changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
    assert mails.opened(SECRET, changed) is None
