"""What the edge gives."""

from __future__ import annotations

from union_dialogue.api.views.case import (
    CaseSeen,
    CaseView,
    CorrectionView,
    DisputeView,
    PackageView,
    WarningView,
    case_seen,
    case_view,
)
from union_dialogue.api.views.clock import (
    ByTodaysCalendar,
    ClockView,
    DayView,
    OtherReading,
    ReasonView,
    RegimeView,
    clock_view,
    regime_view,
)
from union_dialogue.api.views.room import (
    Edited,
    EditionView,
    MessageView,
    Posted,
    ReadersView,
    RoomView,
    edition_view,
    message_view,
)
from union_dialogue.api.views.vote import AttendanceView, MemberView, attendance_view

__all__ = [
    "AttendanceView",
    "ByTodaysCalendar",
    "CaseSeen",
    "CaseView",
    "ClockView",
    "CorrectionView",
    "DayView",
    "DisputeView",
    "Edited",
    "EditionView",
    "MemberView",
    "MessageView",
    "OtherReading",
    "PackageView",
    "Posted",
    "ReadersView",
    "ReasonView",
    "RegimeView",
    "RoomView",
    "WarningView",
    "attendance_view",
    "case_seen",
    "case_view",
    "clock_view",
    "edition_view",
    "message_view",
    "regime_view",
]
