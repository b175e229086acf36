"""Bringing up a release, with a kubectl that answers what a cluster would."""

from __future__ import annotations

import json

import pytest

from cluster import __main__ as cluster
from cluster import kubectl

RELEASE = {"app.kubernetes.io/version": "0.2.0"}
DEPLOYMENT = {"metadata": {"name": "ideas-api", "labels": RELEASE}}


class Cluster:
    """Answers kubectl; ``asked`` is what was said to it, without the namespace."""

    def __init__(self, jobs: list[str]) -> None:
        self.jobs = jobs
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *words: str, given: str | None = None) -> str:
        assert words[:2] == ("--namespace", "parley")
        assert given is None
        self.asked.append(words[2:])
        if words[2] == "get":
            items = {"deployment": [DEPLOYMENT], "job": [{"metadata": {"name": name}} for name in self.jobs]}
            return json.dumps({"items": items.get(words[3], [])})
        if words[2:4] == ("wait", "job") and not self.jobs:
            raise kubectl.KubectlFailed("error: no matching resources found")
        return ""


@pytest.mark.parametrize(("jobs", "said"), [(["migrate"], "All jobs have ended"), ([], "and are gone")])
def test_jobs_are_waited_for_while_the_cluster_keeps_them(
    jobs: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ended jobs are removed after a day; the release is as ready as before."""
    fake = Cluster(jobs)
    for module in (cluster, kubectl):
        monkeypatch.setattr(module, "kubectl", fake)
    cluster.await_ready()
    assert said in capsys.readouterr().out
    waited = [words for words in fake.asked if words[:2] == ("wait", "job")]
    assert len(waited) == len(jobs)
    assert all("app.kubernetes.io/version=0.2.0" in words for words in waited)
    assert ("rollout", "status", "deployment", "ideas-api", "--timeout", "900s") in fake.asked
