"""Grafana's dashboards as code: ``python -m grafana`` writes ``dashboards/*.json`` from ``panels`` (``make docs``)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from grafana.panels import Panel, all_panels

FOLDER = Path(__file__).parents[1] / "dashboards"
_SOURCE = {"type": "prometheus", "uid": "${source}"}
_COLUMNS, _WIDTH, _HEIGHT = 3, 8, 8

Json = dict[str, Any]


def _drawn(number: int, panel: Panel) -> Json:
    return {
        "id": number + 1,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.says,
        "datasource": _SOURCE,
        "gridPos": {
            "x": number % _COLUMNS * _WIDTH,
            "y": number // _COLUMNS * _HEIGHT,
            "w": _WIDTH,
            "h": _HEIGHT,
        },
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0, "noValue": "none"}, "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}, "tooltip": {"mode": "multi"}}
        if panel.kind == "timeseries"
        else {"reduceOptions": {"calcs": ["lastNotNull"]}},
        "targets": [
            {"refId": chr(ord("A") + place), "expr": expression, "legendFormat": legend, "exemplar": True}
            for place, (legend, expression) in enumerate(panel.lines.items())
        ],
    }


def dashboard(uid: str, title: str, panels: list[Panel]) -> Json:
    """As Grafana imports it, whatever its Prometheus is called."""
    choice = {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}
    others = {"type": "dashboards", "title": "Parley", "tags": ["parley"], "asDropdown": True, "keepTime": True}
    return {
        "uid": uid,
        "title": title,
        "tags": ["parley"],
        "schemaVersion": 39,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "templating": {"list": [choice]},
        "links": [others],
        "panels": [_drawn(number, panel) for number, panel in enumerate(panels)],
    }


def written() -> dict[str, str]:
    """Name of the file -> its text."""
    titles = {"flow-of-ideas": "Flow of ideas", "events": "Kafka, outbox, consumers"}
    return {
        f"{name}.json": json.dumps(
            dashboard(f"parley-{name}", f"Parley: {titles.get(name, name.removeprefix('service-'))}", panels), indent=1
        )
        + "\n"
        for name, panels in all_panels().items()
    }


def main() -> None:
    """Write them; what nobody makes any more goes."""
    FOLDER.mkdir(exist_ok=True)
    texts = written()
    for old in FOLDER.glob("*.json"):
        if old.name not in texts:
            old.unlink()
    for name, text in texts.items():
        (FOLDER / name).write_text(text, "utf-8")
    sys.stdout.write(f"{len(texts)} dashboards in {FOLDER}\n")


if __name__ == "__main__":
    main()
