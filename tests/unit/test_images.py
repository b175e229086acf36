"""What podman and docker are told to build and to push; that they build, tests/images shows where images are built."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

from images import release
from images.__main__ import LAB, PYTHON, command


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BASE", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)


def test_docker_is_told_what_it_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE", "debian:bookworm-20260101-slim")
    words = list(command("docker", "ideas", "1.0"))
    assert words[:6] == ["docker", "build", "--network", "host", "--file", "deploy/images/python.Dockerfile"]
    assert words[-3:] == ["--tag", "localhost/parley/ideas:1.0", "."]
    assert {each for each in words if each.startswith("--")} == {"--network", "--file", "--build-arg", "--tag"}
    given = dict(each.split("=", 1) for flag, each in zip(words, words[1:], strict=False) if flag == "--build-arg")
    assert given["SERVICE"] == "ideas"
    assert given["BASE"] == "debian:bookworm-20260101-slim"
    assert given["SOURCE_DATE_EPOCH"] == "0", "the same sources make the same image"
    assert given["TITLE"] == "parley-ideas"


def test_docker_is_given_no_authority_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CERT", "/etc/authority.pem")
    with pytest.raises(SystemExit, match=r"PIP_CERT is for podman: .* Give a BASE that trusts the authority"):
        list(command("docker", "ideas", "1.0"))


def test_podman_mounts_the_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CERT", "/etc/authority.pem")
    words = list(command("podman", LAB, "1.0"))
    assert words[words.index("--volume") + 1] == "/etc/authority.pem:/run/authority.pem:ro"
    assert "PIP_CERT=/run/authority.pem" in words
    assert words[words.index("--timestamp") + 1] == "0"
    assert "deploy/images/lab.Dockerfile" in words


DIGEST = "sha256:" + "a1" * 32
PUSHED = {
    "podman": 'while [ "$1" != --digestfile ]; do shift; done; echo "$3 $4" >> "$LOG"; printf %s "$DIGEST" > "$2"',
    "docker": 'echo "$@" >> "$LOG"; [ "$1" = tag ] || printf "The push refers to\\n1.0: digest: %s size: 12\\n" "$DIGEST"',
}


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs that say what podman and docker say when they push, and a file with what they were told."""
    for name, does in PUSHED.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{does}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("LOG", str(tmp_path / "log"))
    monkeypatch.setenv("DIGEST", DIGEST)
    return tmp_path / "log"


@pytest.mark.parametrize("program", PUSHED)
def test_what_is_pushed_is_known_by_its_digest(program: str, registry: Path) -> None:
    assert release.push(program, "localhost/parley/ideas:1.0", "registry.example.org/p/ideas:1.0") == DIGEST
    told = registry.read_text()
    assert "localhost/parley/ideas:1.0 registry.example.org/p/ideas:1.0" in told
    assert program == "podman" or "push registry.example.org/p/ideas:1.0" in told


@pytest.mark.parametrize("program", PUSHED)
def test_a_push_that_tells_no_digest_makes_no_release(
    program: str, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST", "none")
    with pytest.raises(SystemExit, match="told no digest of registry.example.org/p/ideas:1.0"):
        release.push(program, "localhost/parley/ideas:1.0", "registry.example.org/p/ideas:1.0")


def test_a_release_is_pushed_whole_and_written_beside_the_bills(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "RELEASE", tmp_path / "release")
    monkeypatch.setattr(sys, "argv", ["images.release", "registry.example.org/p", "--version", "1.0"])
    release.main()
    images = yaml.safe_load((tmp_path / "release" / "kustomization.yaml").read_text())["images"]
    assert images == [
        {"name": f"parley/{name}", "newName": f"registry.example.org/p/{name}", "digest": DIGEST} for name in PYTHON
    ]
    assert len(registry.read_text().splitlines()) == len(PYTHON)
