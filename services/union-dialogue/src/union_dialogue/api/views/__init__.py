"""What the edge gives."""

from __future__ import annotations

from union_dialogue.api.views.case import CaseView, CorrectionView, PackageView, WarningView, case_view
from union_dialogue.api.views.clock import (
    ByTodaysCalendar,
    ClockView,
    OtherReading,
    ReasonView,
    RegimeView,
    clock_view,
    regime_view,
)
from union_dialogue.api.views.room import Edited, EditionView, MessageView, Posted, RoomView, edition_view, message_view
from union_dialogue.api.views.vote import AttendanceView, MemberView, attendance_view

__all__ = [
    "AttendanceView",
    "ByTodaysCalendar",
    "CaseView",
    "ClockView",
    "CorrectionView",
    "Edited",
    "EditionView",
    "MemberView",
    "MessageView",
    "OtherReading",
    "PackageView",
    "Posted",
    "ReasonView",
    "RegimeView",
    "RoomView",
    "WarningView",
    "attendance_view",
    "case_view",
    "clock_view",
    "edition_view",
    "message_view",
    "regime_view",
]
