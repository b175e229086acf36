"""Shapes of requests and answers of notify."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from notify.domain.kinds import KINDS
from notify.domain.preferences import Wanted, default
from notify.domain.reasons import FOLLOWING, Why, reason
from notify.domain.refusals import RequiredByLaw
from notify.domain.sentences import sentence
from shared.db import Row
from shared.errors import Language
from shared.http import example


class Mark(BaseModel):
    model_config = example(read=True)
    read: bool


class MarkAll(BaseModel):
    """Without members: everything."""

    model_config = example(up_to="0198c0de-0000-7000-8000-000000000001")
    up_to: UUID | None = Field(default=None, description="the newest one that was seen; newer ones stay unread")
    idea_id: UUID | None = Field(default=None, description="only those of this idea")


class Marked(BaseModel):
    marked: int = Field(description="how many were unread")


class Unread(BaseModel):
    unread: int


class UnreadHere(Unread):
    """The count, and the place of the stream that it belongs to: behind it comes what is not counted yet."""

    place: str = Field(description="as `last_event_id` the stream begins right behind this count", examples=["4711"])


class NotificationView(BaseModel):
    """One line of the inbox, in the reader's language, with the reason why they get it."""

    notification_id: UUID
    idea_id: UUID
    kind: str
    text: str
    why: str = Field(description="why the reader gets it, in words")
    reason: Why = Field(description="the same as a code; act on this")
    may_mute: bool = Field(description="whether the reader may mute the kind")
    link: str
    last_day: date | None = Field(description="the last day on which the reader may act, where the text names one")
    created_at: datetime
    read: bool

    @classmethod
    def of(cls, row: Row, language: Language) -> Self:
        kind, why = row["kind"], row["why"]
        role = next((key.removeprefix("role:") for key in row["open_to"] if key.startswith("role:")), None)
        return cls(
            notification_id=row["notification_id"],
            idea_id=row["idea_id"],
            kind=kind,
            text=sentence(kind, why, row["title"], language, row["last_day"]),
            why=reason(why, language, role=role, body=row["body_names"]),
            reason=why,
            may_mute=not KINDS[kind].law,
            link=row["link"],
            last_day=row["last_day"],
            created_at=row["created_at"],
            read=row["read_at"] is not None,
        )


class KindView(BaseModel):
    """A kind of notification, in the reader's language."""

    kind: str
    about: str
    may_mute: bool
    why_not: str | None = Field(description="why it cannot be muted, if it cannot")

    @classmethod
    def of(cls, kind: str, language: Language) -> Self:
        law = KINDS[kind].law
        why_not = RequiredByLaw.advice.format(kind=kind).told_in(language) if law else None
        return cls(kind=kind, about=KINDS[kind].about.told_in(language), may_mute=not law, why_not=why_not)


class Channels(BaseModel):
    """Where a kind goes: the inbox, an e-mail at once, or the daily digest."""

    model_config = example(inbox=True, mail=False, digest=True)
    inbox: bool = Field(description="shown in the inbox and in the stream")
    mail: bool = Field(description="an e-mail at once")
    digest: bool = Field(default=False, description="in the daily digest; not together with mail")

    @classmethod
    def of(cls, wanted: Wanted) -> Self:
        return cls(inbox=wanted.inbox, mail=wanted.mail, digest=wanted.digest)


class PreferenceView(KindView):
    """What the caller wants of a kind, and what holds as long as nobody says otherwise."""

    channels: Channels
    default: Channels

    @classmethod
    def said(cls, kind: str, wanted: Wanted | None, language: Language) -> Self:
        told, usual = KindView.of(kind, language), default(kind)
        return cls(**told.model_dump(), channels=Channels.of(wanted or usual), default=Channels.of(usual))


class SubscriptionView(BaseModel):
    """An idea that the caller follows, and why."""

    idea_id: UUID
    title: str | None
    reasons: list[Why]
    why: list[str] = Field(description="the reasons in words")
    may_end: bool
    ended: bool

    @classmethod
    def of(cls, row: Row, language: Language) -> Self:
        return cls(
            idea_id=row["idea_id"],
            title=row["title"],
            reasons=row["whys"],
            why=[reason(why, language) for why in row["whys"]],
            may_end=FOLLOWING.issuperset(row["whys"]),
            ended=row["ended"],
        )
