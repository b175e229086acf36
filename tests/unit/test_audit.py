"""`make audit` finds what is known, says what it could not ask, and what changed."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from audit import locks
from audit.__main__ import Asked, of_images, of_npm, of_python, report

LOCK = "aiokafka==0.14.0 \\\n    --hash=sha256:00\nuvicorn[standard]==0.54.0 ; python_version < '4' \\\n    --hash=sha256:00\n"
WEAK = {"name": "aiokafka", "version": "0.14.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.14.1"]}]}
FINE = {"name": "uvicorn", "version": "0.54.0", "vulns": []}
NODE = {
    "packages": {
        "": {"version": "1"},
        "node_modules/@a/b": {"version": "2"},
        "node_modules/@a/b/node_modules/c": {"version": "3"},
    }
}


def test_the_locks_of_this_checkout_are_read_whole() -> None:
    found = locks.components(locks.now)
    assert found["pkg:pypi/aiokafka"] == {"0.14.0"}
    assert "pkg:npm/react" in found
    assert "pkg:maven/org.apache.kafka/kafka_2.13" in found
    pins = [line for line in locks.now(locks.PYTHON).splitlines() if line[:1].isalpha()]
    assert sum(len(each) for name, each in found.items() if name.startswith("pkg:pypi/")) == len(pins) > 60


def test_what_came_went_and_changed_is_told() -> None:
    before = {locks.PYTHON: LOCK, locks.NPM[0]: json.dumps(NODE)}
    after = {locks.PYTHON: LOCK.replace("0.14.0", "0.15.0").partition("uvicorn")[0] + "new==1 \\\n"}
    was, is_ = (locks.components(partial(_text, of)) for of in (before, after))
    assert list(locks.changes(was, is_)) == [
        "- pkg:npm/%40a/b 2",
        "- pkg:npm/c 3",
        "~ pkg:pypi/aiokafka 0.14.0 -> 0.15.0",
        "+ pkg:pypi/new 1",
        "- pkg:pypi/uvicorn 0.54.0",
    ]
    assert list(locks.changes(was, was)) == []


def _text(of: dict[str, str], path: str) -> str:
    if path not in of:
        raise FileNotFoundError(path)
    return of[path]


def test_a_lock_of_the_past_is_read_from_the_history() -> None:
    assert locks.components(locks.at("HEAD"))["pkg:pypi/aiokafka"]
    with pytest.raises(FileNotFoundError):
        locks.at("HEAD")("no-such-file")


def test_findings_are_told_and_fail(capsys: pytest.CaptureFixture[str]) -> None:
    python = of_python(json.dumps({"dependencies": [WEAK, FINE]}))
    npm = of_npm(
        "web",
        json.dumps(
            {"vulnerabilities": {"c": {"range": "<4", "severity": "high", "via": [{"title": "runs code"}, "d"]}}}
        ),
    )
    assert report([python, npm]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "2 known weaknesses",
        "  aiokafka 0.14.0: PYSEC-1, mended in 0.14.1",
        "  c <4: high, runs code; by d",
    ]


def test_all_well_is_told_only_when_all_were_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([of_python(json.dumps({"dependencies": [FINE]})), of_npm("web", '{"vulnerabilities": {}}')]) == 0
    unknown = FINE | {"skip_reason": "not found"}
    for asked in (
        of_python(json.dumps({"dependencies": [WEAK | {"vulns": []}, unknown]})),
        of_python(""),
        of_npm("web", '{"message": "405 Method Not Allowed"}'),
        of_npm("web", ""),
    ):
        assert asked.findings == []
        assert report([asked]) == 2
    assert "1 of 2, for example: not found" in capsys.readouterr().out
    assert report([Asked(["weak"], ["unasked"])]) == 1


def test_the_tools_are_called_as_they_are(tmp_path: Path) -> None:
    """The real tools, with nothing to ask about: what we read is what they write."""
    (tmp_path / "requirements.txt").write_text("")
    tool = Path(sys.executable).with_name("pip-audit")
    words = ["--requirement", "requirements.txt", "--require-hashes", "--disable-pip", "--format", "json"]
    done = subprocess.run([tool, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["dependencies"] == []


def test_what_changed_in_images_is_told_of_each(tmp_path: Path) -> None:
    bills = {
        "before/ideas": ["pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12", "pkg:pypi/anyio@4.1"],
        "before/gone": ["pkg:pypi/anyio@4.1"],
        "now/ideas": ["pkg:deb/debian/libc6@2.36-9%2Bdeb12u13?arch=amd64&distro=debian-12", "pkg:pypi/anyio@4.1"],
        "now/edge": ["pkg:pypi/anyio@4.1"],
    }
    for name, listed in bills.items():
        file = tmp_path / f"{name}.cdx.json"
        file.parent.mkdir(exist_ok=True)
        components = [{"type": "library", "name": "x", "purl": purl} for purl in listed]
        file.write_text(json.dumps({"components": [*components, {"type": "operating-system", "name": "debian"}]}))
    assert list(of_images(tmp_path / "before", tmp_path / "now")) == [
        ("Changed in the image edge", ["+ pkg:pypi/anyio 4.1"]),
        ("Changed in the image gone", ["- pkg:pypi/anyio 4.1"]),
        ("Changed in the image ideas", ["~ pkg:deb/debian/libc6 2.36-9 -> 2.36-9%2Bdeb12u13"]),
    ]
