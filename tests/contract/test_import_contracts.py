"""Each contract of the import linter, with a planted violation that it must find."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = [
    each["name"]
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
]
PLANTED = {
    "Services do not know each other": ("ideas", "actions/planted_neighbour.py", "import review.settings"),
    "shared knows no service": ("shared", "http/planted_service.py", "import ideas.domain"),
    "Layers of a service: main, edges, actions, store, domain": (
        "review",
        "domain/planted_upwards.py",
        "import review.store",
    ),
    "Nothing below the edges knows the settings": (
        "union_dialogue",
        "actions/planted_setting.py",
        "import union_dialogue.settings",
    ),
    "Settings know at most the rules of their service": (
        "notify",
        "settings.py",
        "import notify.store.inbox",
    ),
    "Rules do no I/O": ("implementation", "domain/planted_driver.py", "import asyncpg"),
    "Only actions announce: no edge and no store writes to the outbox": (
        "people",
        "api/planted_outbox.py",
        "import shared.outbox",
    ),
    "Layers of shared: tool, processes, loops and edges, copies, rows, unit of work, telemetry, facts of life": (
        "shared",
        "directory/planted_loop.py",
        "import shared.relay",
    ),
}
"""Contract -> package, file in it, and the line that breaks the contract."""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a copy of all packages with every violation in it."""
    folder = tmp_path_factory.mktemp("imports")
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"))
    for source in (ROOT / "shared" / "src" / "shared", *ROOT.glob("services/*/src/*")):
        if (source / "__init__.py").exists():
            copytree(source, folder / source.name, ignore=ignore_patterns("__pycache__"))
    for package, file, line in PLANTED.values():
        path = folder / package / file
        text = path.read_text("utf-8") if path.exists() else '"""Planted."""\n'
        path.write_text(f"{text}\n{line}\n")
    linter = str(Path(sys.executable).with_name("lint-imports"))
    env = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400"}
    done = subprocess.run(
        [linter, "--no-cache"], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def chains(said: str, contract: str) -> str:
    """What the linter says of one broken contract."""
    _, _, broken = said.partition("Broken contracts")
    plain = re.sub(r"\s+", " ", broken)
    _, _, rest = plain.partition(re.sub(r"\s+", " ", contract))
    ends = [rest.index(other) for other in CONTRACTS if other != contract and other in rest]
    return rest[: min(ends, default=len(rest))]


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_import_breaks_its_contract(contract: str, said: str) -> None:
    package, file, line = PLANTED[contract]
    module = ".".join((package, *Path(file).with_suffix("").parts))
    assert f"{module} -> {line.removeprefix('import ')}" in chains(said, contract)


def test_every_contract_has_a_planted_violation() -> None:
    assert list(PLANTED) == CONTRACTS
