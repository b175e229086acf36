"""The trace viewer: Zipkin's executable jar on loopback, traces kept in memory."""

from __future__ import annotations

import os

from stack import jars, process
from stack.layout import Layout
from stack.process import Child, spawn


def launch(layout: Layout) -> Child:
    """Start it; its page is ready some seconds later."""
    jars.resolve(layout)
    jar = next((layout.jars / "zipkin").glob("zipkin-server-*-exec.jar"))
    env = dict(os.environ) | {
        "QUERY_PORT": str(layout.zipkin),
        "STORAGE_TYPE": "mem",
        "MEM_MAX_SPANS": "100000",
        "AUTOCOMPLETE_KEYS": "idea.id",
        "SELF_TRACING_ENABLED": "false",
    }
    listen = [f"--armeria.ports[0].{key}={value}" for key, value in _listen(layout).items()]
    command = ["java", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jar), *listen]
    return spawn("trace viewer", command, layout.logs / "zipkin.log", env=env)


def healthy(layout: Layout) -> bool:
    """Whether it answers."""
    return process.answers(f"http://127.0.0.1:{layout.zipkin}/health")


def endpoint(layout: Layout) -> str:
    """Where exporters send spans."""
    return f"http://127.0.0.1:{layout.zipkin}/api/v2/spans"


def of_idea(layout: Layout) -> str:
    """Its page with the traces of one idea, ``{idea}`` in the place of the id."""
    return f"http://127.0.0.1:{layout.zipkin}/zipkin/?annotationQuery=idea.id%3D{{idea}}&lookback=7d&limit=100"


def _listen(layout: Layout) -> dict[str, str]:
    return {"port": str(layout.zipkin), "ip": "127.0.0.1", "protocols[0]": "http"}
