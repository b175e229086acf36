"""``parley hr send`` and ten kinds of damage: what is right is taken, what is wrong is named with its line."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from shared.cli import app, hr

runner = CliRunner()


def line(external_id: str = "U-1", **changes: Any) -> bytes:
    data = {"external_id": external_id, "effective_on": "2026-01-01", "names": {"de": "Straßen"}, "seat": "DE-RP"}
    told = {"type": "hr.unit.changed", "time": "2026-01-05T08:00:00Z", "data": data | changes.pop("data", {})}
    return json.dumps(told | changes, ensure_ascii=False).encode()


def without(field: str) -> bytes:
    told = json.loads(line())
    del told["data"][field]
    return json.dumps(told).encode()


WORST = {
    "cut off": (line()[:-5], "", "is not JSON"),
    "nested without end": (b'{"type": ' + b"[" * 30_000, "", "nested too deeply"),
    "no number": (line().replace(b'"DE-RP"', b"NaN"), "", "NaN is no number"),
    "a member twice": (line().replace(b'{"type"', b'{"type": "x", "type"'), "", "'type' twice"),
    "wrong type": (line(data={"names": "Roads"}), "/data/names", "an object"),
    "a number for text": (line(data={"seat": 7}), "/data/seat", "valid string"),
    "missing field": (without("seat"), "/data/seat", "required"),
    "extra field": (line(data={"colour": "red"}), "/data/colour", "not permitted"),
    "extra member": (line(colour="red"), "/colour", "belong into data"),
    "no such day": (line(data={"effective_on": "2026-02-30"}), "/data/effective_on", "valid date"),
    "a number for a day": (line(data={"effective_on": 0}), "/data/effective_on", "ISO 8601"),
    "a number for a time": (line(time=0), "/time", "with its zone"),
    "a time beyond time": (line(time="9999-12-31T23:59:59-23:59"), "/time", "with its zone"),
    "unknown kind": (line(type="hr.unit.exploded"), "/type", "must be one of"),
    "too large": (line(data={"names": {"de": "x" * 70_000}}), "", "at most 65536"),
    "wrong encoding": (line().decode().encode("latin-1"), "", "is not UTF-8"),
    "half a character": (line(data={"seat": "?"}).replace(b'"?"', b'"\\ud800"'), "/data", "hex escape"),
    "half a character as id": (line(id="?").replace(b'"?"', b'"\\ud800"'), "/id", "printed"),
}


@pytest.mark.parametrize("damage", WORST)
def test_what_is_right_is_taken_and_what_is_wrong_is_named(damage: str) -> None:
    wrong, pointer, says = WORST[damage]
    found = hr.check([line("U-1"), wrong, line("U-2")])
    assert [record.key for record in found.right] == [b"U-1", b"U-2"]
    assert [(number, where) for number, where, _ in found.wrong] == [(2, pointer)]
    assert says in found.wrong[0][2]


def test_an_id_stands_for_one_event() -> None:
    found = hr.check([line("U-1", id="7"), line("U-2", id="7"), line("U-2", id="8")])
    assert [record.key for record in found.right] == [b"U-1", b"U-2"]
    assert [(number, where) for number, where, _ in found.wrong] == [(2, "/id")]
    assert "line 1" in found.wrong[0][2]


def test_a_repeated_line_is_sent_once() -> None:
    found = hr.check([line("U-1", id="7"), line("U-1", id="7"), line("U-2"), line("U-2")])
    assert (len(found.right), found.wrong, found.repeated) == (2, [], 2)


def test_blank_lines_marks_and_line_ends_of_other_systems_mean_nothing() -> None:
    mark = codecs.BOM_UTF8
    found = hr.check([mark + line("U-1") + b"\r", b"", b"  \t\r", mark, mark + mark + line("U-2")])
    assert ([record.key for record in found.right], found.wrong) == ([b"U-1", b"U-2"], [])


def test_each_fault_of_a_line_is_named() -> None:
    (found,) = [hr.check([line(data={"seat": 7, "colour": "red"})])]
    assert {where for _, where, _ in found.wrong} == {"/data/seat", "/data/colour"}


def test_a_file_of_another_encoding_is_refused_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "hr.jsonl"
    file.write_bytes(line().decode().encode("utf-16"))
    answer = runner.invoke(app, ["hr", "send", str(file)])
    assert (answer.exit_code, "it is UTF-16; save it as UTF-8" in answer.output) == (2, True)


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "hr.jsonl"
    file.write_bytes(b"\n\n")
    answer = runner.invoke(app, ["hr", "send", str(file), "--bootstrap", "127.0.0.1:1"])
    assert (answer.exit_code, answer.output) == (0, "0 events sent to hr.v1, 0 lines wrong.\n")
