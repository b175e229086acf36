"""Every known pitfall of the Kafka client has a test that exists, or a written reason."""

from __future__ import annotations

import ast
import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "decisions" / "consumer-pitfalls.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| Pitfall", "|---"))
]
TEST = re.compile(r"`([a-z_/]+\.py)::(\w+)`")
KNOWN = {
    1085, 1136, 929, 933, 1054, 712, 1046, 848, 773, 659, 647, 703, 1017, 528, 943, 946, 1137, 1142, 628, 487, 88, 118,
    983, 1007, 1135, 1151, 1175, 1176,
}  # fmt: skip
"""Issues of the client that can lose, repeat, stall or slow something."""


def test_every_known_issue_is_on_the_page() -> None:
    assert {int(number) for number in re.findall(r"#(\d+)", PAGE)} >= KNOWN


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:50])
def test_each_row_names_tests_that_exist_or_gives_a_reason(row: list[str]) -> None:
    pitfall, does, covered = row
    assert pitfall
    assert does
    named = TEST.findall(covered)
    assert named or covered.startswith("reason: "), covered
    for path, test in named:
        functions = {
            node.name
            for node in ast.walk(ast.parse((ROOT / "tests" / path).read_text()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        assert test in functions, f"{path} has no {test}"


def test_the_client_is_pinned_to_the_version_that_the_page_speaks_of() -> None:
    assert "aiokafka 0.14" in PAGE
    assert version("aiokafka").startswith("0.14.")
    assert re.search(r"^aiokafka==0\.14\.\d+", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
