"""What `make k8s-check` holds manifests against finds what is wrong with them, and finds nothing with those that are ours."""

from __future__ import annotations

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.manifests import RENDERINGS, of_kind

from manifests import modules, schemas, strimzi
from manifests.programs import ProgramMissing
from manifests.rendering import (
    APART,
    K8S,
    Manifest,
    combinations,
    components,
    different,
    documents,
    manifests,
    overlays,
)


def test_each_manifest_fits_the_schemas_of_every_version() -> None:
    every = [yaml.load(each, Loader=yaml.CSafeLoader) for each in different(RENDERINGS)]
    assert {each["kind"] for each in every} >= {"Deployment", "Job", "NetworkPolicy", "PodDisruptionBudget"}
    assert list(schemas.of_core(every)) == []


def _changed(path: tuple[str | int, ...], value: object) -> Manifest:
    """A Deployment of ours with one thing in it set."""
    made = copy.deepcopy(of_kind("base", "Deployment")[0])
    at: Any = made
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return made


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("spec", "replica"), 2, "replica"),
        (("spec", "replicas"), "two", "spec/replicas"),
        (("spec", "template", "spec", "containers", 0, "imagePulPolicy"), "Always", "imagePulPolicy"),
        (("kind",), "Deploiment", "no such kind"),
        (("apiVersion",), "apps/v1beta1", "no such kind"),
    ],
    ids=["a field", "a type", "a field deep inside", "a kind", "a version of the API"],
)
def test_what_no_version_knows_is_found_in_each(path: tuple[str | int, ...], value: object, said: str) -> None:
    found = list(schemas.of_core([_changed(path, value)]))
    assert [each.partition(":")[0] for each in found] == list(schemas.VERSIONS)
    assert all(said in each for each in found)


def test_entries_of_a_list_that_a_server_takes_for_the_same_are_found() -> None:
    named = {"type": "array", "x-kubernetes-list-map-keys": ["name"], "items": {"type": "object"}}
    schema = {"properties": {"spec": {"properties": {"groups": named}}}}
    rules = {"spec": {"groups": [{"name": "one"}, {"name": "two"}, {"name": "one"}]}}
    assert list(schemas.twice(schema, rules)) == ["spec/groups: one is there 2 times"]
    assert list(schemas.twice(schema, {"spec": {"groups": rules["spec"]["groups"][:2]}})) == []


def test_the_groups_of_rules_have_names_of_their_own() -> None:
    (rules,) = of_kind("base+monitoring", "PrometheusRule")
    names = [each["name"] for each in rules["spec"]["groups"]]
    assert sorted(set(names)) == sorted(names)


def test_a_version_without_schemas_is_said() -> None:
    with pytest.raises(ProgramMissing, match=r"Kubernetes 1\.3 are missing"):
        schemas.schemas_of("1.3")


def test_the_definitions_of_strimzi_are_asked_for_by_the_kinds_that_we_use() -> None:
    used = {
        each["kind"] for name in RENDERINGS for each in manifests(name) if schemas.group(each) == "kafka.strimzi.io"
    }
    assert used == {each.rpartition(".")[2] for each in strimzi.KINDS}


def test_a_module_that_holds_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = next(iter(modules.MODULES))
    monkeypatch.setattr(modules, "sums", lambda: {module: "h1:other"})
    with pytest.raises(
        ProgramMissing, match=rf"^{module} has the sum h1:\S+, expected is h1:other: if you changed its version"
    ):
        list(modules.files())


def test_a_generator_of_definitions_that_is_another_one_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def bring(folder: Path) -> None:
        folder.mkdir()
        (folder / "api-1.jar").write_text("b")

    (tmp_path / "strimzi.xml").write_text("<project/>")
    (tmp_path / "strimzi.lock").write_text(f"{'0' * 64}  api-1.jar\n")
    monkeypatch.setattr(strimzi, "POM", tmp_path / "strimzi.xml")
    monkeypatch.setattr(strimzi, "_KEPT", tmp_path / "kept")
    monkeypatch.setattr(strimzi, "_bring", bring)
    with pytest.raises(ProgramMissing, match=r"api-1\.jar has the SHA-256 3e23\w+, expected is 0+"):
        strimzi.definitions()
    assert not list((tmp_path / "kept").iterdir())


def test_without_its_java_the_definitions_of_strimzi_are_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(strimzi, "BIN", tmp_path / "bin")
    with pytest.raises(ProgramMissing, match=r"the Java of the checks is missing: say `make k8s-tools`"):
        strimzi._java()


def test_any_two_components_are_rendered_together_unless_it_is_said_why_not() -> None:
    made = [set(name.split("+")[1:]) for name in combinations() if "+" in name]
    for pair in itertools.combinations(components(), 2):
        assert any({*pair} <= names for names in made) == (pair not in APART), pair
        for overlay in overlays():
            chosen = yaml.safe_load((K8S / "overlays" / overlay / "kustomization.yaml").read_text())
            assert pair not in APART or not {*pair} <= {Path(each).name for each in chosen.get("components", ())}
    assert {each for pair in APART for each in pair} <= set(components())
    assert {"base", *RENDERINGS} <= set(combinations())


def test_a_document_is_there_once_however_often_it_is_rendered() -> None:
    texts = different(["base", "base+ingress"])
    assert len(texts) == len(set(texts)) < len(manifests("base")) + len(manifests("base+ingress"))
    read = [yaml.load(each, Loader=yaml.CSafeLoader) for each in texts]
    for name in ("base", "base+ingress"):
        assert all(each in read for each in manifests(name))


def test_a_line_that_looks_like_a_border_inside_of_a_text_is_none() -> None:
    made = yaml.safe_dump_all([{"text": "one\n---\ntwo\n"}, {"text": "three"}])
    assert [yaml.safe_load(each)["text"] for each in documents(made)] == ["one\n---\ntwo\n", "three"]
