"""What podman and docker are told to build; that they do, tests/images shows where images are built."""

from __future__ import annotations

import pytest

from images.__main__ import LAB, command


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
