"""Metrics: what dashboards and alerts are made of, one function a fact. All names start with ``parley_``."""

from __future__ import annotations

from collections.abc import Iterable

from opentelemetry import trace
from prometheus_client import REGISTRY, Counter, Gauge, Histogram, Metric
from prometheus_client.exposition import choose_encoder

from shared.telemetry.allowed import labels

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_SLOW = (0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1800, 3600)


class _Measured(Gauge):
    """A gauge that says nothing until it is set: the 0 of a process that does not measure would pass for a measurement."""

    _is_set = False

    def set(self, value: float) -> None:
        super().set(value)
        self._is_set = True

    def collect(self) -> Iterable[Metric]:
        found = list(super().collect())
        for family in () if self._is_set else found:
            family.samples = [sample for sample in family.samples if sample.labels]  # a child is made when it is set
        return found


def _counter(name: str, says: str, *label_names: str) -> Counter:
    return Counter(f"parley_{name}", says, labels(label_names))


def _gauge(name: str, says: str, *label_names: str) -> Gauge:
    return _Measured(f"parley_{name}", says, labels(label_names))


def _seconds(name: str, says: str, *label_names: str, buckets: tuple[float, ...] = _QUICK) -> Histogram:
    return Histogram(f"parley_{name}_seconds", says, labels(label_names), buckets=buckets)


_http = _seconds("http_request", "time to answer a request", "method", "route", "status")
_transactions = _seconds("transaction", "time from BEGIN to the end of COMMIT", "name", "outcome")
_pool_wait = _seconds("pool_wait", "time until the pool gave a connection")
_publish = _seconds("publish", "time from the row in the outbox to Kafka's acknowledgement", "topic", buckets=_SLOW)
_told = _counter("told", "events that Kafka acknowledged", "kind")
_outbox_age = _gauge("outbox_oldest_age_seconds", "age of the oldest unpublished event; 0 when there is none")
_outbox_rows = _gauge("outbox_rows", "events that wait for publication")
_leader = _gauge("relay_leader", "1 while this process relays the shard", "shard")
_epoch = _gauge("relay_epoch", "epoch of this process's leadership of the shard", "shard")
_consumed = _counter("consumed", "events taken from Kafka and committed", "topic", "group")
_outcomes = _counter("handled", "events by what became of them", "topic", "outcome")
_lag_records = _gauge("lag_records", "records in the partition that are not yet applied", "topic", "partition")
_lag_seconds = _gauge("lag_seconds", "age of the next record to apply; 0 when there is none", "topic", "partition")
_apply_delay = _seconds("apply_delay", "time from a record's timestamp to its commit", "topic", buckets=_SLOW)
_parked = _gauge("parked", "events parked, waiting for a retry or for somebody")
_dead = _gauge("dead_letters", "dead letters that nobody has settled")
_stopped = _gauge("stopped_partitions", "partitions stopped by dead letters in a row, until an operator resumes them")
_overdue = _gauge("deadlines_overdue", "deadlines that are due and have not fired")
_deadline_late = _seconds("deadline_late", "time from due to fired", "kind", buckets=_SLOW)
_loop_lag = _gauge("event_loop_lag_seconds", "how late the event loop last woke up")
_certificate = _gauge("certificate_expires_timestamp_seconds", "when a certificate that we use ends", "name")
_partitions_end = _gauge(
    "partitions_end_timestamp_seconds", "when the last partition of the inbox that was made ahead ends"
)
_dropped = _counter("telemetry_dropped", "values that the allow-list kept from leaving", "where")


def http_request(method: str, route: str, status: int, seconds: float) -> None:
    """A request was answered. ``route`` is the template, for example ``/api/ideas/{idea_id}``."""
    _http.labels(method, route, str(status)).observe(seconds, _exemplar())


def transaction(name: str, outcome: str, seconds: float) -> None:
    """A unit of work ended: ``outcome`` is ``committed``, ``refused`` or ``failed``."""
    _transactions.labels(name, outcome).observe(seconds, _exemplar())


def pool_wait(seconds: float) -> None:
    _pool_wait.observe(seconds)


def published(topic: str, seconds: float, count: int = 1) -> None:
    """Kafka acknowledged ``count`` events, ``seconds`` after the oldest of them was written."""
    series = _publish.labels(topic)
    for _ in range(count):
        series.observe(seconds)


def told(kind: str, n: int) -> None:
    """Kafka acknowledged ``n`` events of the type ``kind``."""
    _told.labels(kind).inc(n)


def outbox(oldest_age_seconds: float, rows: int) -> None:
    """What waits in the outbox."""
    _outbox_age.set(oldest_age_seconds)
    _outbox_rows.set(rows)


def relay_leader(shard: int, epoch: int | None) -> None:
    """Say that our process leads the shard's relay in ``epoch``; None: it does not."""
    _leader.labels(str(shard)).set(0 if epoch is None else 1)
    if epoch is not None:
        _epoch.labels(str(shard)).set(epoch)


def consumed(topic: str, group: str, n: int) -> None:
    """``n`` events were applied, parked or dead-lettered, and committed."""
    _consumed.labels(topic, group).inc(n)


def handled(topic: str, outcome: str, n: int = 1) -> None:
    """What became of events: ``applied``, ``repeated``, ``parked``, ``dead``, ``retried``, or ``stopped`` for a partition."""
    _outcomes.labels(topic, outcome).inc(n)


def apply_delay(topic: str, seconds: float) -> None:
    """A record took effect ``seconds`` after its timestamp."""
    _apply_delay.labels(topic).observe(seconds)


def lag(topic: str, partition: int, records: int, seconds: float) -> None:
    """How far behind a partition is; at low rates the seconds say more than the records."""
    _lag_records.labels(topic, str(partition)).set(records)
    _lag_seconds.labels(topic, str(partition)).set(seconds)


def lag_forget(topic: str, partition: int) -> None:
    """The partition went to another process: stop reporting its lag from here."""
    for gauge in (_lag_records, _lag_seconds):
        gauge.remove_by_labels({"topic": topic, "partition": str(partition)})


def parked(n: int) -> None:
    _parked.set(n)


def dead_letters(n: int) -> None:
    _dead.set(n)


def stopped_partitions(n: int) -> None:
    _stopped.set(n)


def deadlines_overdue(n: int) -> None:
    _overdue.set(n)


def deadline_fired(kind: str, late_seconds: float) -> None:
    """A deadline took effect ``late_seconds`` after it was due."""
    _deadline_late.labels(kind).observe(max(late_seconds, 0.0))


def event_loop_lag(seconds: float) -> None:
    _loop_lag.set(seconds)


def certificate(name: str, ends: float) -> None:
    """The certificate that the setting ``name`` names ends at ``ends`` (seconds since 1970)."""
    _certificate.labels(name).set(ends)


def partitions_end(ends: float) -> None:
    """Partitions were made for all that comes before ``ends`` (seconds since 1970)."""
    _partitions_end.set(ends)


def telemetry_dropped(where: str, n: int) -> None:
    """The allow-list dropped ``n`` values of a ``span`` or a ``log``."""
    _dropped.labels(where).inc(n)


def exposition(accept: str) -> tuple[bytes, str]:
    """(body, content type) for ``/metrics``, in the format that the Accept header asks for."""
    encode, content_type = choose_encoder(accept)
    return encode(REGISTRY), content_type


def _exemplar() -> dict[str, str] | None:
    """The way from a bucket to a trace, for recorded traces only."""
    own = trace.get_current_span().get_span_context()
    return {"trace_id": f"{own.trace_id:032x}"} if own.is_valid and own.trace_flags.sampled else None
