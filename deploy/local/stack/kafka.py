"""Apache Kafka as one KRaft node on loopback: formats its folder once, then runs the broker from Maven's jars."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from stack import jars, process
from stack.layout import Layout, test_layout
from stack.process import Child, listening, spawn, wait_until
from stack.trouble import StackFailed

_PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
log.dirs={data}
num.network.threads=2
num.io.threads=4
default.replication.factor=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=2
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
share.coordinator.state.topic.num.partitions=2
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
unclean.leader.election.enable=false
log.retention.hours=168
log.cleaner.dedupe.buffer.size=33554432
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
"""
_NEEDED = ("meta.properties", "__cluster_metadata-0")
"""Without the second the broker would start, and know no topic."""


@dataclass(frozen=True, slots=True)
class Kafka:
    """A running broker."""

    child: Child
    port: int

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self.port}"


def start(layout: Layout) -> Kafka:
    """Start the broker and wait until it takes connections."""
    launched = launch(layout)
    await_ready(launched)
    return launched


def await_ready(kafka: Kafka) -> None:
    """The broker opens its port when it has joined its own cluster."""
    wait_until(lambda: listening(kafka.port), kafka.child, 60)


def launch(layout: Layout) -> Kafka:
    """As ``start``, without waiting."""
    warm(layout)
    folder = layout.data / "kafka"
    folder.mkdir(mode=0o700, exist_ok=True)
    config = folder / "server.properties"
    config.write_text(properties(layout.kafka, layout.controller, folder / "data"))
    _format(layout, folder, config)
    return Kafka(run_broker(layout, config), layout.kafka)


def properties(port: int, controller: int, data: Path) -> str:
    """The broker's configuration: one node on loopback that needs no password."""
    return _PROPERTIES.format(port=port, controller=controller, data=data)


def warm(layout: Layout, say: Callable[[str], None] | None = None) -> None:
    """The jars, and an archive of their classes as the JVM loads them, made once a checkout by a broker on trial.

    With it a broker starts with half the work. The archive fits one JVM and one folder of jars: its name says which.
    """
    jars.resolve(layout, say)
    archive = _archive(layout)
    if archive.exists():
        return
    if say:
        say("Kafka's classes are prepared (once)")
    with tempfile.TemporaryDirectory(prefix="trial-", dir=layout.jars) as scratch:
        trial = replace(test_layout(Path(scratch)), root=layout.root)
        trial.prepare()
        config, fresh = trial.data / "server.properties", trial.data / archive.name
        config.write_text(properties(trial.kafka, trial.controller, trial.data / "data"))
        format_folder(trial, config)
        broker = run_broker(trial, config, f"-XX:ArchiveClassesAtExit={fresh}")
        try:
            await_ready(Kafka(broker, trial.kafka))
            broker.process.terminate()
            process.run(broker, 120)  # it writes the archive on its way out
        finally:
            process.stop([broker], 1)
        fresh.touch()  # an empty one when this JVM cannot: nobody tries again
        fresh.rename(archive)


def _archive(layout: Layout) -> Path:
    jvm = Path(shutil.which("java") or "java").resolve()
    made_for = f"{layout.jars} {jvm} {jvm.stat().st_mtime_ns if jvm.exists() else 0}"
    return layout.jars / f"classes-{hashlib.sha256(made_for.encode()).hexdigest()[:16]}.jsa"


def run_broker(layout: Layout, config: Path, *options: str) -> Child:
    """The broker of these properties, on a formatted folder."""
    log = layout.logs / "kafka.log"
    since = log.stat().st_size if log.exists() else 0
    command: list[str | Path] = [*java(layout, log, "512m", *options), "kafka.Kafka", config]
    child = spawn("Kafka", command, layout.logs / "kafka.out")
    child.log, child.since = log, since
    child.advice = f"if its data in {config.parent} is damaged restore a copy or run `make reset` to start anew, "
    return child


def _format(layout: Layout, folder: Path, config: Path) -> None:
    """Give the data folder its cluster id, once; a half-made one starts anew. Older data is carried on, newer is not."""
    formatted, ours = folder / "formatted", version(layout)
    if formatted.exists():
        if not all((folder / "data" / each).exists() for each in _NEEDED):
            raise StackFailed(f"The Kafka data in {folder} is damaged: restore a copy, or run `make reset`.")
        theirs = formatted.read_text().strip()
        if theirs and _numbers(theirs) > _numbers(ours):
            raise StackFailed(
                f"The data in {folder} was written by Kafka {theirs} but this is {ours}: "
                "run `make reset` to start anew, or go back to the version that wrote it."
            )
    else:
        format_folder(layout, config)
    formatted.write_text(f"{ours}\n")


def format_folder(layout: Layout, config: Path, *options: str) -> None:
    """Kafka's own tool makes the data folder of these properties. StackFailed when it cannot."""
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    command = [*java(layout, layout.logs / "kafka-format.log", "128m"), "kafka.tools.StorageTool", "format"]
    # with "=", for one id in 64 begins with a dash
    command += [f"--cluster-id={cluster}", f"--config={config}", "--ignore-formatted", *options]
    tool = spawn("the format of Kafka's folder", command, layout.logs / "kafka-format.out")
    if process.run(tool, 120):
        raise StackFailed(
            f"Kafka cannot make its data folder in {config.parent} ({tool.reason()}): "
            f"free space or make it writable, see {tool.log}."
        )


def version(layout: Layout) -> str:
    """Kafka's version, as in the name of its jar."""
    name = next((layout.jars / "kafka").glob("kafka_2.13-*.jar")).stem
    return name.rpartition("-")[2]


def _numbers(text: str) -> list[int]:
    return [int(each) for each in text.split(".") if each.isdigit()]


def java(layout: Layout, log: Path, heap: str, *options: str) -> list[str]:
    """The command up to the class."""
    command = ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true", *options]
    archive = _archive(layout)
    if archive.exists() and archive.stat().st_size:
        command.append(f"-XX:SharedArchiveFile={archive}")
    if not layout.durable:
        command.append("-XX:TieredStopAtLevel=1")  # tests start it often and run it briefly
    command += [f"-Dlog4j2.configurationFile={layout.root / 'deploy' / 'local' / 'log4j2.properties'}"]
    return [*command, f"-Dparley.log={log}", "-cp", f"{layout.jars / 'kafka'}/*"]
