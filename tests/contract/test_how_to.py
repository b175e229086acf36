"""Every edit of the how-to pages still fits the code. What the checks say of the result: tests/integration/test_how_to.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.how_to import ROOT, copied, follow


@pytest.mark.parametrize(("page", "edits"), [("add-an-event", 14), ("add-a-service", 16)])
def test_the_edits_of_a_page_fit(page: str, edits: int, tmp_path: Path) -> None:
    assert follow(ROOT / "docs" / "how-to" / f"{page}.md", copied(tmp_path)) == edits


def test_an_edit_that_does_not_fit_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\nx = 1\ny = 2\n")
    page = tmp_path / "page.md"
    for anchor in ("x = 1", "z = 3"):
        page.write_text(f"In `a.py`, before `{anchor}`\n\n```python\nw = 0\n```\n")
        with pytest.raises(AssertionError):
            follow(page, tmp_path)
    page.write_text("In `a.py`, before `y = 2`\n\n```python\nw = 0\n```\n")
    assert follow(page, tmp_path) == 1
    assert (tmp_path / "a.py").read_text() == "x = 1\nx = 1\nw = 0\ny = 2\n"
