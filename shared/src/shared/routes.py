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

RESOURCES: dict[str, tuple[str, ...]] = {
    "people": ("session", "personas", "clock", "people", "units", "bodies", "calendars"),
    "ideas": ("campaigns", "ideas"),
    "review": ("assignments", "rounds", "rubrics"),
    "union-dialogue": ("regimes", "cases"),
    "implementation": ("plans", "locks"),
    "notify": ("notifications", "preferences", "subscriptions", "stream"),
}
"""First path segments under ``/api`` that each service owns; ``/api/<service>/`` is its own docs and operations."""


def prefixes() -> dict[str, str]:
    """Path prefix -> service. The longest prefix that matches whole segments wins."""
    table = {"/.well-known/jwks.json": "people"}
    for service, resources in RESOURCES.items():
        table[f"/api/{service}"] = service
        table |= {f"/api/{resource}": service for resource in resources}
    return table
