"""The ideas service at a glance: what it answers, hears and runs on."""

from __future__ import annotations

from ideas import actions, api, handlers
from ideas.settings import Settings
from shared.service import Service

SERVICE = Service(
    name="ideas",
    title="Ideas: drafts, submission, triage, impact screen, decision and the timeline of the whole journey",
    settings=Settings,
    routers=api.ROUTERS,
    handlers=handlers.HANDLERS,
    deadlines={actions.DEFERRAL: actions.wake, actions.ANSWER: actions.answer_is_due},
    chores=handlers.CHORES,
)
