"""The images that `make images` built of these very sources, run as a cluster runs them: read-only, by nobody, with no rights."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.conftest import PostgresServer

from audit import locks
from images import bills, locked
from images.__main__ import PYTHON, SERVICES, command, engine, revision, version
from stack.layout import ROOT, free_ports

LARGEST = {"tools": 180_000_000, "edge": 60_000_000}
"""Bytes of an image on disk."""
_SERVICE = 120_000_000
_STARTED_WITHIN = 30.0  # seconds on a machine that does other things; the time that it took is printed
_WORKED = 3.0  # seconds of a processor until it is ready: as long as it takes on a machine that does nothing else
_HARDENED = ("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")  # noqa: S108
pytestmark = pytest.mark.timeout(120)


def _engine(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([engine(), *words], capture_output=True, text=True, check=False, timeout=100)


@pytest.fixture(scope="module")
def image() -> Callable[[str], str]:
    """Name of an image of these sources; skips where there is none, for to build them takes minutes and a base image."""
    if not (shutil.which("podman") or shutil.which("docker")):
        pytest.skip("neither podman nor docker is here")
    tag = os.environ.get("RELEASE") or version()

    def named(name: str) -> str:
        full = f"localhost/parley/{name}:{tag}"
        if not _built(full):
            pytest.skip(f"{full} is not built: `make images` does it")
        return full

    return named


@cache
def _built(full: str) -> bool:
    return _engine("image", "inspect", full).returncode == 0


def _about(full: str) -> dict[str, Any]:
    one: dict[str, Any] = json.loads(_engine("image", "inspect", full).stdout)[0]
    return one


@dataclass(frozen=True, slots=True)
class Container:
    name: str
    seconds: float
    """From its start until it was ready."""
    processor: float
    """Of these, what its processes had of a processor."""


@contextmanager
def running(full: str, words: tuple[str, ...], ready: str, env: Mapping[str, str] | None = None) -> Iterator[Container]:
    """A container in the machine's own network, until it answers at ``ready`` and until the block ends."""
    name = f"parley-test-{os.getpid()}-{time.monotonic_ns()}"
    settings = [word for key, value in (env or {}).items() for word in ("--env", f"{key}={value}")]
    began = time.monotonic()
    started = _engine("run", "--detach", "--name", name, "--network", "host", *_HARDENED, *settings, full, *words)
    assert started.returncode == 0, started.stderr
    try:
        while not _answers(ready):
            log = _engine("logs", name)
            assert time.monotonic() - began < _STARTED_WITHIN, log.stdout + log.stderr
            time.sleep(0.05)
        yield Container(name, time.monotonic() - began, _processor(name))
    finally:
        _engine("rm", "--force", name)


def _processor(name: str) -> float:
    pid = json.loads(_engine("inspect", name).stdout)[0]["State"]["Pid"]
    words = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, trust_env=False).is_success
    except httpx.TransportError:
        return False


@pytest.mark.parametrize("name", PYTHON)
def test_an_image_is_small_and_says_what_it_is_and_runs_as_nobody(image: Callable[[str], str], name: str) -> None:
    told = _about(image(name))
    print(f"\n{name}: {told['Size'] / 1e6:.0f} MB")
    assert told["Size"] <= LARGEST.get(name, _SERVICE)
    assert told["Config"]["User"] == "65532:65532"
    labels = told["Config"]["Labels"]
    assert labels["org.opencontainers.image.title"] == f"parley-{name}"
    assert labels["org.opencontainers.image.licenses"] == "EUPL-1.2"
    assert labels["org.opencontainers.image.version"]
    if not os.environ.get("RELEASE"):
        assert labels["org.opencontainers.image.revision"] == revision(name)


@pytest.mark.parametrize("name", PYTHON)
def test_the_bill_of_an_image_lists_what_the_lock_and_debian_gave_it(image: Callable[[str], str], name: str) -> None:
    image(name)
    file = bills.FOLDER / f"{name}.cdx.json"
    if not file.exists():
        pytest.skip(f"{file} is not there: `make images` writes it beside the image")
    listed = locks.of_bill(file.read_text("utf-8"))
    debian = {each.partition("/debian/")[2] for each in listed if each.startswith("pkg:deb/")}
    wanted = (ROOT / "deploy/images/system.txt").read_text("utf-8").splitlines()
    assert debian == {each for each in wanted if not each.startswith("#")}
    lock = (ROOT / f".local/images/{locked.of(name)}.lock").read_text("utf-8")
    pins = {
        f"pkg:pypi/{pin}": {version} for pin, version in re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, re.MULTILINE)
    }
    print(f"\n{name}: {len(debian)} packages of Debian, {len(listed) - len(debian)} others")
    assert {each: listed.get(each) for each in pins} == pins


@pytest.mark.parametrize("name", ["ideas", "edge"])
@pytest.mark.parametrize("program", ["/bin/sh", "/bin/bash", "/usr/bin/apt-get", "/usr/bin/dpkg", "/usr/bin/gcc"])
def test_no_shell_compiler_or_package_manager_is_in_it(image: Callable[[str], str], name: str, program: str) -> None:
    done = _engine("run", "--rm", "--network", "none", "--entrypoint", program, image(name))
    assert done.returncode in (126, 127), done
    assert "no such file" in done.stderr.lower()


def test_the_pages_are_served_with_their_policy(image: Callable[[str], str]) -> None:
    port, management = free_ports(2)
    words = (f"--port={port}", f"--management-port={management}", "--web=/opt/application/web")
    with running(image("edge"), words, f"http://127.0.0.1:{management}/healthz/ready") as edge:
        page = httpx.get(f"http://127.0.0.1:{port}/ideas", trust_env=False)
        nothing = httpx.get(f"http://127.0.0.1:{port}/api/ideas", trust_env=False)
    print(f"\nedge: ready {edge.seconds:.1f} s after its start, {edge.processor:.1f} s of a processor")
    assert edge.processor <= _WORKED
    assert (page.status_code, nothing.status_code) == (200, 404)
    assert "<html" in page.text
    assert "default-src" in page.headers["content-security-policy"]


ASKED = {
    "people": "people",
    "ideas": "ideas",
    "review": "assignments",
    "union-dialogue": "cases",
    "implementation": "plans",
    "notify": "notifications",
}
"""What nobody is told who does not say who they are."""


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_answers_and_ends_in_order(
    image: Callable[[str], str], postgres: PostgresServer, name: str
) -> None:
    full = image(name)
    port, management = free_ports(2)
    env = {
        "DATABASE_URL": postgres.database(name),
        "KAFKA_BOOTSTRAP": "127.0.0.1:9",
        "JWKS_URL": "http://127.0.0.1:9/jwks.json",
        "CURSOR_SECRET": "a secret of 16 or more",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "MANAGEMENT_PORT": str(management),
        "DRAIN_SECONDS": "1",
    }
    with running(full, ("api",), f"http://127.0.0.1:{management}/healthz/ready", env) as api:
        answer = httpx.get(f"http://127.0.0.1:{port}/api/{ASKED[name]}", trust_env=False)
        began = time.monotonic()
        _engine("stop", "--time", "20", api.name)
        lasted = time.monotonic() - began
        state = json.loads(_engine("inspect", api.name).stdout)[0]["State"]
        log = _engine("logs", api.name).stderr
    print(
        f"\n{name}: ready {api.seconds:.1f} s after its start, {api.processor:.1f} s of a processor; "
        f"ended {lasted:.1f} s after the order"
    )
    assert api.processor <= _WORKED
    assert answer.status_code == 401
    assert state["ExitCode"] == 0, log
    assert '"event": "stopped"' in log


def test_what_waits_for_the_database_says_for_what(image: Callable[[str], str], postgres: PostgresServer) -> None:
    """The init container of a release that comes before its migrations goes on waiting."""
    full = image("ideas")
    env = ["--env", f"DATABASE_URL={postgres.empty('waiting')}", "--env", "CURSOR_SECRET=a secret of 16 or more"]
    env += ["--env", "KAFKA_BOOTSTRAP=127.0.0.1:9"]
    name = f"parley-test-{os.getpid()}-wait"
    started = _engine("run", "--detach", "--name", name, "--network", "host", *_HARDENED, *env, full, "wait")
    assert started.returncode == 0, started.stderr
    try:
        time.sleep(5)
        state = json.loads(_engine("inspect", name).stdout)[0]["State"]
        assert state["Running"], _engine("logs", name)
    finally:
        _engine("rm", "--force", name)


def test_the_build_takes_no_secret_and_no_development_file() -> None:
    allowed = [line[1:] for line in Path(ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"]
    assert not [each for each in allowed if each in {"tests", ".git", ".venv", ".local/secrets.json"}]
    assert Path(ROOT / ".dockerignore").read_text("utf-8").splitlines()[1] == "*"


@pytest.fixture
def apart() -> Iterator[list[str]]:
    """Options of podman for a store that goes with the test, and takes from the machine's own what is there."""
    folder = Path(tempfile.mkdtemp(prefix="store-"))  # podman takes no long path
    shared = _engine("info", "--format", "{{.Store.GraphRoot}}").stdout.strip()
    yield [
        *("--root", str(folder / "root"), "--runroot", str(folder / "run")),
        *("--storage-opt", f"additionalimagestore={shared}"),
    ]
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.skipif(not shutil.which("podman"), reason="only podman builds into a store of its own")
def test_the_same_sources_make_the_same_image(image: Callable[[str], str], apart: list[str]) -> None:
    first = _about(image("ideas"))
    program, build, *words = command("podman", "ideas", "again")
    began = time.monotonic()
    built = subprocess.run(
        [program, *apart, build, "--no-cache", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    again = json.loads(_engine(*apart, "image", "inspect", "localhost/parley/ideas:again").stdout)[0]
    print(f"\nideas, built from nothing again in {time.monotonic() - began:.0f} s: {again['Id'][:12]}")
    assert again["RootFS"] == first["RootFS"]
    assert again["Id"] == first["Id"]
