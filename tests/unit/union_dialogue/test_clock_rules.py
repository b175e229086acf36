"""The written counting rules that no reference case shows: each changes the end, or is named because it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from union_dialogue.domain.clock import Clock, count
from union_dialogue.domain.facts import Agreed, Dispute, Extension, Facts, Happened
from union_dialogue.domain.reasons import sentence
from union_dialogue.domain.refusals import NoCalendar
from union_dialogue.domain.regimes import Span, shipped
from union_dialogue.domain.seat import Seat

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)  # no holiday in the four weeks after it
DAYS = {n: Span(n=n, unit="working-days") for n in (2, 10, 15)}


def seat(country: str = "DE", subdivision: str | None = "RP", zone: str = "Europe/Berlin", **more: Any) -> Seat:
    given_: dict[str, Any] = {"local_holidays": frozenset(), "closure_days": frozenset(), "closure_days_agreed": False}
    return Seat(country, subdivision, zone, **(given_ | more), calendar_version=1)


GERMAN, FRENCH, LUXEMBOURG = seat(), seat("FR", None, "Europe/Paris"), seat("LU", None, "Europe/Luxembourg")


def clock(regime: str, where: Seat = GERMAN, received: datetime = MONDAY, **facts: Any) -> Clock:
    return count(shipped()[regime], where, Facts(received_at=received, **facts))


def codes(counted: Clock) -> set[str]:
    return {reason.code for reason in counted.reasons}


def extension(on: date, by: Any = "agreement", form: Any = "written", **what: Any) -> Extension:
    return Extension(granted_on=on, by=by, form=form, **what)


@pytest.mark.parametrize(
    ("regime", "variant", "last"),
    [
        ("DE-BPersVG-70", "normal", date(2026, 3, 16)),
        ("DE-BPersVG-70", "stepped", date(2026, 3, 30)),
        ("DE-BPersVG-70", "stepped-urgent", date(2026, 3, 10)),
        ("DE-BPersVG-81", "stepped", date(2026, 3, 30)),
        ("DE-BPersVG-71", "normal", date(2026, 3, 9)),
        ("DE-BPersVG-71", "stepped", date(2026, 3, 16)),
        ("DE-BPersVG-82", "stepped", date(2026, 3, 10)),
        ("DE-BPersVG-74", "normal", date(2026, 5, 4)),  # 2 May 2026 is a Saturday
        ("DE-BPersVG-75-2", "normal", date(2026, 3, 30)),
        ("DE-BPersVG-71-2", "normal", date(2026, 4, 13)),
    ],
)
def test_each_variant_has_its_length(regime: str, variant: Any, last: date) -> None:
    assert clock(regime, variant=variant).last_day == last


def test_cooperation_has_no_urgent_form_and_says_so() -> None:
    counted = clock("DE-BPersVG-81", variant="urgent")
    assert (counted.last_day, "no-urgent-form" in codes(counted)) == (date(2026, 3, 16), True)


@pytest.mark.parametrize(
    ("variant", "last"),
    [
        ("expert", date(2026, 5, 4)),
        ("experts-central-and-site", date(2026, 6, 2)),
        ("site-opinion", date(2026, 3, 26)),
        ("site-opinion-experts", date(2026, 5, 26)),
    ],
)
def test_french_experts_and_sites(variant: Any, last: date) -> None:
    received = datetime(2026, 3, 4 if variant == "expert" else 2, 9, tzinfo=UTC)
    assert clock("FR-CSE", FRENCH, received, variant=variant).last_day == last


def test_an_expert_moves_the_end_from_the_same_day_zero_unless_appointed_after_it() -> None:
    for on, last, code in (
        (date(2026, 3, 20), date(2026, 5, 2), "expert"),
        (date(2026, 4, 20), date(2026, 4, 2), "expert-too-late"),
    ):
        counted = clock("FR-CSE", FRENCH, happened=(Happened(kind="expert-appointed", on=on),))
        assert (counted.day_zero, counted.last_day) == (date(2026, 3, 2), last)
        assert code in codes(counted)
    assert "expert-no-effect" in codes(
        clock("DE-BPersVG-70", happened=(Happened(kind="expert-appointed", on=MONDAY.date()),))
    )


@pytest.mark.parametrize(
    ("arrived", "zero", "other"),
    [
        (datetime(2026, 3, 2, 19, tzinfo=UTC), date(2026, 3, 3), date(2026, 3, 2)),  # after the hours of service
        (datetime(2026, 3, 6, 19, tzinfo=UTC), date(2026, 3, 9), date(2026, 3, 6)),  # a Friday evening
        (datetime(2026, 3, 7, 9, tzinfo=UTC), date(2026, 3, 9), date(2026, 3, 7)),  # a Saturday
        (datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2), None),
    ],
)
def test_what_merely_arrived_late_counts_on_the_next_working_day_and_that_is_disputed(
    arrived: datetime, zero: date, other: date | None
) -> None:
    counted = clock("DE-BPersVG-70", received=arrived, mode="mailbox", service_ends=time(17))
    assert (counted.day_zero, counted.other_zero) == (zero, other if counted.other_last_day else None)
    assert ("mailbox-next-working-day" in codes(counted)) == (other is not None)
    acknowledged = clock("DE-BPersVG-70", received=arrived, service_ends=time(17))
    assert acknowledged.other_last_day is None
    assert counted.due_at is not None
    assert acknowledged.due_at is not None
    assert counted.due_at >= acknowledged.due_at


@pytest.mark.parametrize(
    ("change", "last", "code"),
    [
        (extension(date(2026, 3, 16), span=DAYS[15]), date(2026, 3, 23), "agreement-replaces-length"),
        (extension(date(2026, 3, 4), span=DAYS[2]), date(2026, 3, 4), "agreement-replaces-length"),
        (extension(date(2026, 3, 9), last_day=date(2026, 4, 2)), date(2026, 4, 2), "agreement-sets-end"),
        (extension(date(2026, 3, 9), form="oral", span=DAYS[15]), date(2026, 3, 16), "agreement-without-form"),
        (extension(date(2026, 3, 17), span=DAYS[15]), date(2026, 3, 16), "agreement-too-late"),
        (extension(date(2026, 3, 9), by="court", span=DAYS[15]), date(2026, 3, 16), "court-no-effect"),
        (extension(date(2026, 3, 9), last_day=date(2026, 3, 2)), date(2026, 3, 16), "agreement-overtaken"),
    ],
)
def test_an_agreement_prolongs_or_shortens_from_the_same_day_zero_or_has_no_effect(
    change: Extension, last: date, code: str
) -> None:
    counted = clock("DE-BPersVG-70", extensions=(change,))
    assert (counted.day_zero, counted.last_day) == (date(2026, 3, 2), last)
    assert code in codes(counted)


def test_two_agreements_count_in_the_order_in_which_they_were_made() -> None:
    late, early = extension(date(2026, 3, 18), span=DAYS[2]), extension(date(2026, 3, 10), span=DAYS[15])
    # the second one is in time only because the first one has prolonged the period
    assert clock("DE-BPersVG-70", extensions=(late, early)).last_day == date(2026, 3, 4)


def test_in_france_even_an_oral_agreement_counts_and_the_judge_may_extend() -> None:
    spoken = extension(date(2026, 3, 9), form="oral", last_day=date(2026, 4, 20))
    assert clock("FR-CSE", FRENCH, extensions=(spoken,)).last_day == date(2026, 4, 20)
    order = extension(date(2026, 3, 9), by="court", span=Span(n=2, unit="months"))
    counted = clock("FR-CSE", FRENCH, extensions=(order,), happened=(Happened(kind="court-action", on=MONDAY.date()),))
    assert counted.last_day == date(2026, 5, 2)
    assert {"court-order", "court-action-no-effect"} <= codes(counted)


def test_an_objection_in_time_stops_the_german_period_until_the_package_is_completed() -> None:
    open_ = clock("DE-BPersVG-70", disputes=(Dispute(raised_on=date(2026, 3, 16)),))
    assert (open_.runs, open_.last_day, codes(open_) >= {"waiting-for-completion"}) == (False, None, True)
    late = clock("DE-BPersVG-70", disputes=(Dispute(raised_on=date(2026, 3, 17)),))
    assert (late.last_day, "objection-too-late" in codes(late)) == (date(2026, 3, 16), True)
    twice = clock(
        "DE-BPersVG-70",
        disputes=(
            Dispute(raised_on=date(2026, 3, 4), completed_on=date(2026, 3, 9)),
            Dispute(raised_on=date(2026, 3, 10), completed_on=date(2026, 3, 12)),
        ),
    )
    assert (twice.day_zero, twice.last_day) == (date(2026, 3, 12), date(2026, 3, 26))


def test_in_france_an_objection_stops_nothing_but_missing_statutory_documents_do() -> None:
    insufficient = Dispute(raised_on=date(2026, 3, 9), completed_on=date(2026, 3, 20))
    counted = clock("FR-CSE", FRENCH, disputes=(insufficient,))
    assert counted.last_day == date(2026, 4, 2)
    assert (counted.other_zero, counted.other_last_day) == (date(2026, 3, 20), date(2026, 4, 20))
    assert {"objection-no-effect", "information-added"} <= codes(counted)
    missing = Dispute(raised_on=date(2026, 3, 9), kind="statutory-documents-missing")
    assert not clock("FR-CSE", FRENCH, disputes=(missing,)).runs


def test_information_added_of_ones_own_accord_shows_both_results_in_france_alone() -> None:
    added = (Happened(kind="information-added", on=date(2026, 3, 20)),)
    assert clock("FR-CSE", FRENCH, happened=added).other_last_day == date(2026, 4, 20)
    assert clock("DE-BPersVG-70", happened=added).other_last_day is None
    after_the_end = (Happened(kind="information-added", on=date(2026, 4, 20)),)
    assert clock("FR-CSE", FRENCH, happened=after_the_end).other_last_day is None


def test_closure_days_are_left_out_only_by_agreement_of_the_calendar_or_the_case() -> None:
    received = datetime(2026, 12, 21, 9, tzinfo=UTC)
    closed = seat(closure_days=frozenset({date(2026, 12, 28), date(2026, 12, 29)}))
    assert clock("DE-BPersVG-70", closed, received).last_day == date(2027, 1, 6)
    assert clock("DE-BPersVG-70", closed, received, closure_days_agreed=True).last_day == date(2027, 1, 8)


def test_without_an_agreed_length_nothing_runs_in_luxembourg() -> None:
    counted = clock("LU-AGREED", LUXEMBOURG)
    assert (counted.runs, counted.silence, "no-length-agreed" in codes(counted)) == (False, "none", True)
    agreed = Agreed(span=Span(n=2, unit="months"), agreed_on=date(2025, 1, 1), form="oral", silence="deemed-approved")
    counted = clock("LU-AGREED", LUXEMBOURG, agreed=agreed)
    assert (counted.last_day, counted.silence) == (date(2026, 5, 4), "deemed-approved")  # 2 May is a Saturday


def test_both_results_of_the_french_end_say_so_and_name_the_rest_day() -> None:
    counted = clock("FR-CSE", FRENCH, datetime(2026, 4, 8, 9, tzinfo=UTC))
    told = [sentence(reason, "en") for reason in counted.reasons if reason.code in ("end-not-moved", "other-end")]
    assert "(Fête de la Victoire)" in told[0]
    assert "Monday 11 May 2026" in told[1]


def test_a_wrongly_named_seat_is_no_calendar_to_count_by() -> None:
    for wrong in (seat(subdivision="DE-RP"), seat("XX")):
        with pytest.raises(NoCalendar):
            clock("DE-BPersVG-70", wrong)


def test_names_of_holidays_are_those_of_the_seat_whatever_the_machine_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "uk")
    assert seat(subdivision="SL").holiday(date(2031, 4, 11)) == "Karfreitag"
    assert LUXEMBOURG.holiday(date(2031, 6, 23)) == "Fête nationale"


times = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))


@given(times, st.booleans())
def test_ten_working_days_lie_between_and_the_last_is_one(received: datetime, urgent: bool) -> None:
    counted = clock("DE-BPersVG-70", received=received, variant="urgent" if urgent else "normal")
    zero, last = counted.day_zero, counted.last_day
    assert zero is not None
    assert last is not None
    between = [zero + timedelta(days=n) for n in range(1, (last - zero).days + 1)]
    assert sum(GERMAN.works(day) for day in between) == (3 if urgent else 10)
    assert GERMAN.works(last)
    assert counted.due_at is not None
    assert received < counted.due_at


@given(times)
def test_a_month_goes_date_to_date_or_to_the_end_of_the_month(received: datetime) -> None:
    counted = clock("FR-CSE", FRENCH, received)
    assert counted.day_zero is not None
    assert counted.last_day is not None
    assert counted.last_day.month == counted.day_zero.month % 12 + 1
    assert "day-missing-in-month" in codes(counted) or counted.last_day.day == counted.day_zero.day
    assert (counted.other_last_day is not None) == FRENCH.rests(counted.last_day)


@given(times, st.sampled_from(sorted(shipped())))
def test_what_is_kept_of_a_clock_is_read_as_the_same(received: datetime, regime: str) -> None:
    counted = clock(regime, FRENCH, received)
    assert Clock.of(counted.as_kept()) == counted
    assert Seat.of(FRENCH.as_kept()) == FRENCH
