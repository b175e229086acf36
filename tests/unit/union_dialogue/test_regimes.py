"""Regimes are data: what is shipped, and what a profile must not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from union_dialogue.domain import regimes
from union_dialogue.domain.regimes import NOTICE, shipped

FOLDER = Path(regimes.__file__).with_name("profiles")
SAYS = json.loads(Path(__file__).with_name("clock-cases.json").read_text())["regimes"]


def test_what_the_reference_names_and_the_generic_ones_are_shipped() -> None:
    assert set(shipped()) == set(SAYS) | {"EU-2002-14", "CUSTOM"}
    assert {file.stem for file in FOLDER.glob("*.toml")} == {key.lower() for key in shipped()}


@pytest.mark.parametrize("key", sorted(shipped()))
def test_a_shipped_profile_is_a_template_with_version_and_source(key: str) -> None:
    regime = shipped()[key]
    assert regime.notice == NOTICE
    changed = {"DE-BPersVG-70": 3, "DE-BPersVG-81": 2, "FR-CSE": 4}  # cases keep the version that they began with
    assert (regime.version, bool(regime.source)) == (changed.get(key, 1), True)
    assert len(set(regime.names.text)) == 3


@pytest.mark.parametrize("key", sorted(SAYS))
def test_silence_is_what_the_reference_says(key: str) -> None:
    said = SAYS[key]["silence"].removesuffix("-opinion")
    assert shipped()[key].silence == ("as-agreed" if said.startswith("as agreed") else said)


GOOD: dict[str, Any] = {
    "key": "OWN-A",
    "version": 1,
    "family": "OWN",
    "names": {"en": "a", "fr": "b", "de": "c"},
    "source": "our agreement",
    "silence": "none",
    "lengths": {"normal": {"n": 5, "unit": "working-days"}},
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "own"},
        {"version": 0},
        {"silence": "shrug"},
        {"lengths": {"urgent": {"n": 3, "unit": "working-days"}}},
        {"lengths": {"normal": {"n": 0, "unit": "working-days"}}},
        {"before": {"site-opinion": {"of": "expert", "days": 7}}},
        {"kind": "step", "lengths": {}},
        {"colour": "red"},
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    assert regimes.Regime.model_validate(GOOD)
    with pytest.raises(ValidationError):
        regimes.Regime.model_validate(GOOD | wrong)


def test_a_checked_profile_says_who_checked_it() -> None:
    assert "Ms Weber" in regimes.Regime.model_validate(GOOD | {"checked_by": "Ms Weber"}).notice.en


def test_members_of_a_later_version_do_not_break_a_stored_profile() -> None:
    assert regimes.kept(GOOD | {"of_tomorrow": 1}).key == "OWN-A"
