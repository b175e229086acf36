"""Apache Kafka as one KRaft node on loopback: formats its folder once, then runs the broker from Maven's jars."""

from __future__ import annotations

import base64
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path

from stack import jars
from stack.layout import Layout
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
    jars.resolve(layout)
    folder = layout.data / "kafka"
    folder.mkdir(mode=0o700, exist_ok=True)
    config = folder / "server.properties"
    text = _PROPERTIES.format(port=layout.kafka, controller=layout.controller, data=folder / "data")
    config.write_text(text)
    log = layout.logs / "kafka.log"
    _format(layout, folder, config)
    child = spawn("Kafka", [*_java(layout, log, "512m"), "kafka.Kafka", config], layout.logs / "kafka.out")
    return Kafka(child, layout.kafka)


def _format(layout: Layout, folder: Path, config: Path) -> None:
    """Give the data folder its cluster id; a folder that has one is left alone, a half-made one starts anew."""
    formatted = folder / "formatted"
    if formatted.exists():
        if not (folder / "data" / "meta.properties").is_file():
            raise StackFailed(f"The Kafka data in {folder} is damaged: restore a copy, or run `make reset`.")
        return
    cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    command = [*_java(layout, layout.logs / "kafka-format.log", "128m"), "kafka.tools.StorageTool", "format"]
    command += ["-t", cluster, "-c", str(config), "--ignore-formatted"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        reason = ((done.stderr or done.stdout).strip().splitlines() or ["no message"])[-1]
        raise StackFailed(f"Kafka cannot make its data folder {folder} ({reason}).")
    formatted.touch()


def _java(layout: Layout, log: Path, heap: str) -> list[str]:
    command = ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true"]
    if not layout.durable:
        command.append("-XX:TieredStopAtLevel=1")  # tests start it often and run it briefly
    command += [f"-Dlog4j2.configurationFile={layout.root / 'deploy' / 'local' / 'log4j2.properties'}"]
    return [*command, f"-Dparley.log={log}", "-cp", f"{layout.jars / 'kafka'}/*"]
