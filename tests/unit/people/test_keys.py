"""When keys sign, are shown and go: nobody meets a token whose key they could not have known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.domain import keys as rules
from people.domain.keys import KNOWN_AHEAD, SHOWN_AFTER, Key
from people.domain.sessions import LASTS, Session, device_of, token_lasts
from shared import auth

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MONTH, MINUTE = timedelta(days=30), timedelta(minutes=1)


def key(minutes: float, kid: str = "k") -> Key:
    return Key(kid, "", NOW + minutes * MINUTE)


def test_the_newest_key_whose_time_has_come_signs() -> None:
    assert rules.signer([], NOW) is None
    assert rules.signer([key(1)], NOW) is None
    assert rules.signer([key(-9, "old"), key(0, "new"), key(5, "next")], NOW) == key(0, "new")


def test_a_key_is_shown_until_its_last_tokens_have_ended() -> None:
    assert rules.over([key(-90, "old"), key(-19, "new")], NOW) == []
    assert rules.over([key(-90, "old"), key(-20, "new")], NOW) == [key(-90, "old")]
    assert rules.over([key(-90_000, "only")], NOW) == []
    assert SHOWN_AFTER > auth.TTL


def test_services_that_look_every_five_minutes_know_a_key_before_it_signs() -> None:
    assert timedelta(seconds=auth._REFRESH) < KNOWN_AHEAD


def test_the_next_key_is_made_in_time_and_once() -> None:
    due = NOW - MONTH + KNOWN_AHEAD
    assert rules.wanted([], NOW, MONTH)
    assert not rules.wanted([Key("a", "", due + MINUTE)], NOW, MONTH)
    assert rules.wanted([Key("a", "", due)], NOW, MONTH)
    assert not rules.wanted([Key("a", "", due), key(10, "b")], NOW, MONTH)


@given(st.lists(st.integers(0, 3000), min_size=0, max_size=40), st.integers(20, 2000))
def test_at_any_time_one_key_signs_that_was_shown_long_enough(pauses: list[int], days_in_minutes: int) -> None:
    """A scheduler that comes late by any pause: whoever signs was shown for ten minutes, and is shown after for twenty."""
    lasts, now = days_in_minutes * MINUTE, NOW
    keys, made, signed = [Key("0", "", now)], {"0": now - KNOWN_AHEAD}, dict[str, datetime]()
    for number, pause in enumerate(pauses, 1):
        now = max(now, rules.next_look(keys, now, lasts)) + pause * MINUTE
        signs = rules.signer(keys, now)
        assert signs is not None
        assert made[signs.kid] <= signs.signs_from - KNOWN_AHEAD
        signed[signs.kid] = now
        gone = rules.over(keys, now)
        assert signs not in gone
        assert all(now - signed.get(old.kid, NOW) >= SHOWN_AFTER for old in gone)
        keys = [each for each in keys if each not in gone]
        if rules.wanted(keys, now, lasts):
            keys, made = [*keys, Key(str(number), "", now + KNOWN_AHEAD)], made | {str(number): now}
        assert rules.next_look(keys, now, lasts) > now


@pytest.mark.parametrize(("ends_in", "lasts"), [(60, 15), (15, 15), (4, 4), (0, 0), (-3, 0)])
def test_no_token_outlives_its_session(ends_in: int, lasts: int) -> None:
    session = Session(uuid4(), uuid4(), "", NOW - LASTS, NOW, NOW + ends_in * MINUTE)
    assert token_lasts(session, NOW, auth.TTL) == lasts * MINUTE


def test_a_device_is_short_printable_text() -> None:
    assert device_of(None) == ""
    assert device_of("Browser\x00\n 7") == "Browser 7"
    assert len(device_of("x" * 5000)) == 200
