"""`make` alone says what there is, by group, and CI calls nothing else."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GROUPS = {
    "Run it": {"run", "reset"},
    "Check it": {"test", "lint", "types", "unit", "contract", "integration", "e2e", "chaos", "bench"},
    "Look at it": {"describe", "trace", "docs"},
    "On a cluster": {"images", "k8s-up", "k8s-down", "k8s-verify"},
}


def _make(*words: str) -> str:
    done = subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def _listed() -> dict[str, dict[str, str]]:
    """Group -> target -> what it does."""
    groups: dict[str, dict[str, str]] = {}
    for line in _make("--no-print-directory").splitlines():
        if target := re.fullmatch(r"  (\S+) +(\S.*)", line):
            list(groups.values())[-1][target[1]] = target[2]
        elif line:
            groups[line] = {}
    return groups


def test_make_lists_the_targets_by_group() -> None:
    listed = _listed()
    for group, targets in GROUPS.items():
        assert targets <= set(listed[group])


@pytest.mark.parametrize(
    ("target", "does"),
    [
        ("run", r"-m stack run"),
        ("reset", r"-m stack reset"),
        ("test", r"tests/authorisation tests/images --ignore=tests/integration/http -m \"not long\"$"),
        ("test", r"tests/integration/http tests/browser tests/e2e tests/chaos -m \"not long\"$"),
        ("lint", r"ruff check \.(.|\n)*ruff format --check \.(.|\n)*lint-imports"),
        (
            "types",
            r"mypy (.|\n)*shared/src(.|\n)*services/people/src(.|\n)*deploy/local/stack deploy/observability/grafana deploy/audit deploy/cluster deploy/edge deploy/images deploy/manifests tests$",
        ),
        ("unit", r"pytest tests/unit"),
        ("contract", r"pytest tests/contract"),
        ("integration", r"pytest tests/integration"),
        ("e2e", r"pytest tests/e2e"),
        ("chaos", r"pytest tests/chaos"),
        ("audit", r"-m audit"),
        ("lock", r"-o requirements\.lock$(.|\n)*checks\.lock$(.|\n)*kubectl\.lock$(.|\n)*bills\.lock$"),
        (
            "sums",
            r"-m stack\.jars$(.|\n)*-m manifests\.locks$(.|\n)*go mod tidy$(.|\n)*deploy/observability/collector$",
        ),
        ("k8s-check", r"-m manifests$"),
        ("images", r"-m images(.|\n)*pytest tests/images$"),
        ("images-push", r"-m images\.release "),
        ("lab-image", r"jars\.resolve(.|\n)*-m images lab$"),
        ("k8s-up", r"-m cluster up"),
        ("k8s-down", r"-m cluster down"),
        ("k8s-verify", r"pytest -s -rs tests/cluster$"),
        ("bench", r"-m tests\.bench"),
        ("describe", r"parley describe"),
        ("trace", r"parley trace"),
        ("docs", r"shared\.contracts write"),
    ],
)
def test_a_target_does_what_it_says(target: str, does: str) -> None:
    assert re.search(does, _make("--dry-run", target), re.MULTILINE)


def test_a_trace_of_no_idea_says_what_to_say() -> None:
    done = subprocess.run(["make", "-s", "trace"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "make trace IDEA=<id>" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_push_to_nowhere_says_what_to_say() -> None:
    done = subprocess.run(["make", "-s", "images-push"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "make images-push TO=registry.example.org/parley" in done.stderr) == (2, True)


def test_ci_runs_what_gates_and_installs_what_that_needs() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    called = re.findall(r"^make (.+)$", script, re.MULTILINE)
    assert called == ["-j2 --output-sync=target lint types k8s-check", "test"]
    for program in ("make", "curl", "java", "mvn", "promtool", "go", "python3"):
        assert f"command -v {program} " in script or f"{program} -c" in script
