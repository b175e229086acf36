"""When somebody is reminded of what they owe, by the working days at their seat."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from uuid import uuid4

import pytest

from notify.domain import reminders
from notify.domain.reminder_texts import ABOUT, SAYS
from notify.domain.reminders import RULES, Duty, Whom
from notify.domain.sentences import sentence
from shared.directory import Calendar
from shared.errors import Language
from shared.working_days import Week

ASKED = datetime(2026, 5, 4, 9, tzinfo=UTC)
"""A Monday."""


def a_week(**given: object) -> Week:
    fields: dict[str, Any] = {
        "calendar_id": uuid4(),
        "country": "DE",
        "subdivision": "RP",
        "zone": "Europe/Berlin",
        "local_holidays": (),
        "closure_days": (),
        "closure_days_agreement": None,
        "calendar_version": 1,
    }
    return Week(Calendar(**fields | given))


def a_duty(kind: str = "reminder.review", last_day: date | None = date(2026, 5, 15), **given: Any) -> Duty:
    fields: dict[str, Any] = {"of_id": uuid4(), "idea_id": uuid4(), "whom": Whom(uuid4()), "link": "/api/x"}
    return Duty(kind=kind, asked_at=ASKED, asked_by=uuid4(), last_day=last_day, **fields | given)


def all_moments(duty: Duty, week: Week, after: datetime = ASKED) -> list[datetime]:
    found = []
    while moment := reminders.next_moment(duty, week, after):
        found.append(moment)
        after = moment
    return found


def test_before_a_last_day_by_working_days_at_the_seat() -> None:
    told = all_moments(a_duty(), a_week())  # the 14th is Ascension Day
    assert [f"{moment:%d %H:%M %z}" for moment in told] == ["11 08:00 +0200", "13 08:00 +0200"]
    elsewhere = a_week(zone="Europe/Lisbon", country="PT", subdivision=None)  # and not a holiday there
    assert [f"{moment:%d %H:%M %z}" for moment in all_moments(a_duty(), elsewhere)] == [
        "12 08:00 +0100",
        "14 08:00 +0100",
    ]


def test_after_somebody_was_asked_where_nobody_has_set_a_day() -> None:
    duty = a_duty("reminder.offer", None)
    assert [moment.date() for moment in all_moments(duty, a_week())] == [date(2026, 5, 7), date(2026, 5, 15)]


def test_what_is_past_is_not_made_up_for() -> None:
    duty, week = a_duty(), a_week()
    assert [each.day for each in all_moments(duty, week, datetime(2026, 5, 11, 6, tzinfo=UTC))] == [13], "08:00 there"
    assert all_moments(duty, week, datetime(2026, 5, 13, 6, tzinfo=UTC)) == []


def test_a_reminder_helps_until_the_end_of_the_last_day_at_the_seat() -> None:
    duty, week = a_duty(), a_week()
    end = datetime(2026, 5, 15, 22, tzinfo=UTC)
    assert not reminders.over(duty, week, end - timedelta(seconds=1))
    assert reminders.over(duty, week, end)
    assert not reminders.over(a_duty("reminder.offer", None), week, end + timedelta(days=999))


def test_asked_again_it_is_the_same_duty_and_another_reminder_only_with_another_day() -> None:
    duty, moment = a_duty(), ASKED
    again = a_duty(of_id=duty.of_id, whom=duty.whom)
    later = a_duty(of_id=duty.of_id, whom=duty.whom, last_day=date(2026, 6, 1))
    assert duty.duty_id == again.duty_id == later.duty_id
    assert duty.cause(moment) == again.cause(moment) != later.cause(moment)
    assert duty.cause(moment) != duty.cause(moment + timedelta(days=1))


def test_what_several_owe_each_is_a_duty_each_and_a_task_changes_hands() -> None:
    of = uuid4()
    one, other = (a_duty("reminder.appeal", of_id=of, whom=Whom(uuid4())) for _ in range(2))
    assert one.duty_id != other.duty_id
    mine, yours = (a_duty("reminder.task", of_id=of, whom=Whom(uuid4())) for _ in range(2))
    assert mine.duty_id == yours.duty_id


@pytest.mark.parametrize("kind", sorted(RULES))
@pytest.mark.parametrize("language", get_args(Language))
def test_a_reminder_before_a_last_day_names_it(kind: str, language: Language) -> None:
    said = sentence(kind, RULES[kind].why, "Rooms", language, date(2026, 5, 15))
    assert ("2026" in said) == bool(RULES[kind].before)
    assert "Rooms" in said


def test_every_reminder_has_its_words_and_either_kind_of_day() -> None:
    assert set(ABOUT) == set(SAYS) == set(RULES)
    assert all(bool(rule.before) != bool(rule.after) for rule in RULES.values())


def test_periods_set_by_law_are_never_muted() -> None:
    legal = {name for name, kind in reminders.KINDS.items() if kind.law}
    assert legal == {"reminder.opinion", "reminder.receipt", "reminder.contest", "reminder.appeal"}
    assert reminders.KINDS["reminder.review"].blind, "invariant 4"
