"""Erasing somebody who has left, in the browser: HR tells that they came and went."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.browser.test_web import ERASING, browse, passed
from tests.e2e.conftest import hr_tells, sign_in
from tests.e2e.personas import Persona, eventually, hired

__all__ = ["browse", "hr_tells", "sign_in"]

LEAVER = "P903"


@pytest.mark.timeout(300)
def test_who_has_left_is_erased(
    browse: Callable[[Path], subprocess.CompletedProcess[str]],
    sign_in: Callable[[str], Persona],
    hr_tells: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    somebody = hired(sign_in, hr_tells, LEAVER, "Odette Sortie")
    today = datetime.fromisoformat(sign_in("P005").get("/api/clock")["now"]).date().isoformat()
    hr_tells("hr.employee.left", external_id=LEAVER, effective_on=today)
    eventually(
        lambda: somebody.client.get("/api/people").status_code in {401, 403}, what="the end of the leaver's access"
    )
    monkeypatch.setenv("LEAVER", somebody.person_id)
    passed(browse(ERASING))
