"""The relay: carries the outbox to Kafka, every committed event at least once, in order within its key."""

from __future__ import annotations

from shared.relay.runner import Relay, run

__all__ = ["Relay", "run"]
