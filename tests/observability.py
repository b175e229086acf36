"""What dashboards, rules and alerts say, and which metrics, labels and buckets their expressions name."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from grafana.panels import all_panels

FOLDER = Path(__file__).parents[1] / "deploy" / "observability"
PROMETHEUS = FOLDER / "prometheus"

_WORDS = {
    *("and", "or", "unless", "on", "by", "ignoring", "without", "group_left", "group_right", "bool", "offset"),
    *("sum", "max", "min", "count", "topk", "rate", "increase", "changes", "absent", "vector", "time"),
    *("histogram_quantile", "min_over_time", "max_over_time"),
}
_GROUPING = re.compile(r"\b(?:by|on|ignoring|without|group_left|group_right)\s*\(([^)]*)\)")
_MATCHERS = re.compile(r"([a-zA-Z_:][\w:]*)\{([^}]*)\}")
_MATCHER = re.compile(r'(\w+)\s*(?:=~|!~|!=|=)\s*"([^"]*)"')


class Named(NamedTuple):
    """What an expression names: metrics, labels by which it groups or chooses, and values of ``le``."""

    metrics: set[str]
    labels: set[str]
    buckets: set[tuple[str, str]]


def named_in(expression: str) -> Named:
    grouped = {label for found in _GROUPING.findall(expression) for label in re.findall(r"\w+", found)}
    chosen = [(metric, *pair) for metric, inside in _MATCHERS.findall(expression) for pair in _MATCHER.findall(inside)]
    bare = re.sub(r"\[[^\]]*\]|\{[^}]*\}|\"[^\"]*\"", " ", _GROUPING.sub(" ", expression))
    words = set(re.findall(r"(?<![\w.:])[a-zA-Z_:][\w:]*", bare))
    buckets = {(metric, value) for metric, label, value in chosen if label == "le"}
    return Named(words - _WORDS, grouped | {label for _, label, _ in chosen}, buckets)


def rules() -> list[dict[str, Any]]:
    """Recording rules and alerts."""
    files = (PROMETHEUS / "rules.yaml", PROMETHEUS / "alerts.yaml")
    return [rule for file in files for group in yaml.safe_load(file.read_text())["groups"] for rule in group["rules"]]


def alerts() -> list[dict[str, Any]]:
    return [rule for rule in rules() if "alert" in rule]


def expressions() -> Iterator[tuple[str, str]]:
    """Where it stands, and what it is."""
    for rule in rules():
        yield rule.get("alert") or rule["record"], rule["expr"]
    for name, panels in all_panels().items():
        for panel in panels:
            for expression in panel.lines.values():
                yield f"{name}: {panel.title}", expression


def program(name: str) -> str:
    """Where ``prometheus`` or ``promtool`` is; AssertionError that says how to get it."""
    found = shutil.which(name)
    assert found, f"`{name}` is missing: install it (Debian: apt-get install prometheus)"
    return found


def promtool(*words: str | Path) -> str:
    """What it says; AssertionError when it is not content."""
    command = [program("promtool"), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
