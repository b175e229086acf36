"""The one route table: which service answers a path. The local edge and the cluster's routes follow it."""

from __future__ import annotations

from typing import NamedTuple


class Ports(NamedTuple):
    """Local ports of a service: the public API and the management port (health, metrics)."""

    api: int
    management: int


PORTS = {
    "people": Ports(8101, 9101),
    "ideas": Ports(8102, 9102),
    "review": Ports(8103, 9103),
    "union-dialogue": Ports(8104, 9104),
    "implementation": Ports(8105, 9105),
    "notify": Ports(8106, 9106),
}

RESOURCES: dict[str, dict[str, str]] = {
    "people": {
        "session": "Signing in and out, and who one is.",
        "sessions": "One's own sessions, which can be ended.",
        "signing-keys": "The keys that sign tokens, for the administrator.",
        "personas": "Who can be tried in the demo.",
        "clock": "The demo's clock, which can be moved forward.",
        "people": "Colleagues.",
        "units": "The units of the organisation.",
        "bodies": "The bodies that represent employees, and who sits on them.",
        "roles": "Functions in the scheme, and who holds them.",
        "discrepancies": "Where HR and the administration say different things.",
        "calendars": "Holidays and closure days of each seat.",
    },
    "ideas": {
        "campaigns": "Calls for ideas on a subject.",
        "ideas": "Ideas, from the draft to the decision and what came of it.",
        "portfolio": "Figures about all ideas, of ten people and more.",
    },
    "review": {
        "assignments": "Reviews that somebody was asked for.",
        "rounds": "Rounds of peer review and their outcome.",
        "rubrics": "The questions that reviewers answer.",
    },
    "union-dialogue": {
        "regimes": "The rules of consultation that apply to a body.",
        "cases": "Consultations: package, clock, rooms, opinion and response.",
    },
    "implementation": {
        "plans": "Plans with their tasks, milestones and benefits.",
        "locks": "Whether an idea may be carried out yet.",
    },
    "notify": {
        "notifications": "The caller's inbox.",
        "preferences": "What the caller wants to be told, and how.",
        "subscriptions": "What the caller follows.",
        "stream": "News while one watches.",
    },
}
"""Service -> the first path segments under ``/api`` that it owns, and what each is about.

``/api/<service>/`` is its own description, operations and tasks.
"""

OF_ALL = ("/problems", "/schemas")
"""Where the types of problems and the schemas of events lead: every service answers for all, ``people`` is asked."""


def prefixes() -> dict[str, str]:
    """Path prefix -> service. The longest prefix that matches whole segments wins."""
    table = {"/.well-known/jwks.json": "people"} | dict.fromkeys(OF_ALL, "people")
    for service, resources in RESOURCES.items():
        table[f"/api/{service}"] = service
        table |= {f"/api/{resource}": service for resource in resources}
    return table
