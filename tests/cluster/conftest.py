"""The cluster that KUBECONFIG names, with Parley on it; its people come in by the edge."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from tests.e2e.conftest import sign_in
from tests.e2e.personas import Persona

from cluster.kubectl import kubectl

__all__ = ["sign_in"]

EDGE = 30080
"""Where every node listens for the edge (deploy/k8s/components/edge-routes)."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What the tests need of a stack: its address."""

    address: str


@pytest.fixture(scope="session")
def stack() -> Edge:
    """``PARLEY_ADDRESS``, or the edge at the first node."""
    given = os.environ.get("PARLEY_ADDRESS")
    where = 'jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}'
    return Edge(given or f"http://{kubectl('get', 'nodes', '--output', where).split()[0]}:{EDGE}")


@pytest.fixture
def author(sign_in: Callable[[str], Persona]) -> Persona:
    return sign_in("P012")


@pytest.fixture
def office(sign_in: Callable[[str], Persona]) -> Persona:
    """Is told of every idea that is handed in."""
    return sign_in("P005")
