"""Where a stack lives and on which ports it listens. Tests make their own; ``Layout()`` is the checkout's."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.routes import PORTS, Ports

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Layout:
    """Folders and ports of one stack. Two stacks with different folders and ports run side by side."""

    root: Path = ROOT
    """The checkout."""
    data: Path = ROOT / ".local"
    """Data, logs and secrets of this stack."""
    edge: int = 8080
    postgres: int = 15432
    kafka: int = 19092
    controller: int = 19093
    zipkin: int = 9411
    services: Mapping[str, Ports] = field(default_factory=lambda: dict(PORTS))
    durable: bool = True
    """False in tests: PostgreSQL does not wait for the disk."""

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def web(self) -> Path:
        """What `make web` wrote; a stack without it serves the services alone."""
        return self.root / "web" / "dist"

    @property
    def jars(self) -> Path:
        """Shared by all stacks of a checkout."""
        return self.root / ".local" / "jars"

    def prepare(self) -> None:
        """Make the folders."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.logs.mkdir(exist_ok=True)

    def ports(self) -> dict[str, int]:
        """What listens where, by name."""
        table = {"edge": self.edge, "postgres": self.postgres, "kafka": self.kafka}
        table |= {"kafka controller": self.controller, "zipkin": self.zipkin}
        for name, ports in self.services.items():
            table |= {name: ports.api, f"{name} management": ports.management}
        return table


def free_ports(count: int) -> list[int]:
    """That many different ports that nobody listens on now (loopback)."""
    listening = [socket.socket() for _ in range(count)]
    try:
        for each in listening:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in listening]
    finally:
        for each in listening:
            each.close()


def test_layout(data: Path) -> Layout:
    """A stack on free ports with its data in ``data``, which does not survive a power cut."""
    ports = free_ports(5 + 2 * len(PORTS))
    services = {name: Ports(ports.pop(), ports.pop()) for name in PORTS}
    edge, postgres, kafka, controller, zipkin = ports
    return Layout(
        data=data,
        edge=edge,
        postgres=postgres,
        kafka=kafka,
        controller=controller,
        zipkin=zipkin,
        services=services,
        durable=False,
    )
