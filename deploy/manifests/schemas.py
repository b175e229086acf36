"""Manifests against the schemas of Kubernetes, of four versions, and against those of custom resources."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from manifests import modules, strimzi
from manifests.programs import BIN, ProgramMissing
from manifests.rendering import Manifest

VERSIONS = ("1.34", "1.35", "1.36", "1.37")
_CORE = {"", "admissionregistration.k8s.io", "apps", "batch", "policy", "autoscaling", "networking.k8s.io"}


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]  # the library has no types for it
    """A lone ``=`` is a text, as everywhere but in YAML 1.1."""


_Loader.add_constructor("tag:yaml.org,2002:value", lambda _loader, node: node.value)


def group(manifest: Manifest) -> str:
    """API group; empty for the oldest."""
    return str(manifest["apiVersion"]).rpartition("/")[0]


def of_core(manifests: Iterable[Manifest]) -> Iterator[str]:
    """What is wrong with the manifests of Kubernetes itself, version by version; a kind without a schema too."""
    own = [each for each in manifests if group(each) in _CORE]
    for version in VERSIONS:
        schemas = _CoreSchemas(version)
        for each in own:
            yield from (f"{version}: {_called(each)}: {wrong}" for wrong in schemas.refused(each))


class _CoreSchemas:
    """The strict schemas of one version, each compiled once."""

    def __init__(self, version: str) -> None:
        self._folder = schemas_of(version)
        definitions = json.loads((self._folder / "_definitions.json").read_text())
        self._registry = jsonschema_rs.Registry([(definitions["$id"], definitions)])
        self._compiled: dict[str, jsonschema_rs.Validator | None] = {}

    def refused(self, manifest: Manifest) -> Iterator[str]:
        """Where and why."""
        within = group(manifest).partition(".")[0]
        version = manifest["apiVersion"].rpartition("/")[2]
        name = "-".join(part for part in (manifest["kind"].lower(), within, version) if part)
        if name not in self._compiled:
            file = self._folder / f"{name}.json"
            self._compiled[name] = (
                jsonschema_rs.validator_for(json.loads(file.read_text()), registry=self._registry)
                if file.exists()
                else None
            )
        compiled = self._compiled[name]
        if compiled is None:
            yield "no such kind"
        else:
            yield from _errors(compiled, manifest)


def schemas_of(version: str) -> Path:
    """The folder of the strict schemas of a version of Kubernetes, as kubernetes-validate brings them."""
    carried = "lib/python*/site-packages/kubernetes_validate/kubernetes-json-schema"
    found = sorted(BIN.parent.glob(f"{carried}/v{version}.*-local-strict"))
    if not found:
        raise ProgramMissing(f"the schemas of Kubernetes {version} are missing: say `make k8s-tools`.")
    return found[-1]


def _called(manifest: Manifest) -> str:
    return f"{manifest['apiVersion']} {manifest['kind']} {manifest['metadata']['name']}"


def _errors(schema: jsonschema_rs.Validator, manifest: Manifest) -> Iterator[str]:
    for error in schema.iter_errors(manifest):
        yield f"{'/'.join(str(part) for part in error.instance_path)}: {error.message[:300]}"


def of_custom(manifests: Iterable[Manifest]) -> Iterator[str]:
    """What is wrong with custom resources."""
    compiled: dict[tuple[str, str], jsonschema_rs.Validator] = {}
    for each in manifests:
        if group(each) in _CORE:
            continue
        kind = (each["apiVersion"], each["kind"])
        if kind not in custom_schemas():
            yield f"{_called(each)}: nothing here defines it"
            continue
        if kind not in compiled:
            compiled[kind] = jsonschema_rs.validator_for(strict(custom_schemas()[kind]))
        for wrong in (*_errors(compiled[kind], each), *twice(custom_schemas()[kind], each)):
            yield f"{_called(each)}: {wrong}"


def twice(schema: dict[str, Any], value: object, at: str = "") -> Iterator[str]:
    """Entries of lists that have the same key, by which a server tells them apart; no JSON Schema can say that."""
    if isinstance(value, list):
        if keys := schema.get("x-kubernetes-list-map-keys"):
            counted = Counter(tuple(str(each.get(key)) for key in keys) for each in value)
            yield from (f"{at}: {'/'.join(key)} is there {count} times" for key, count in counted.items() if count > 1)
        for each in value:
            yield from twice(schema.get("items", {}), each, at)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from twice(schema.get("properties", {}).get(name, {}), each, f"{at}/{name}".lstrip("/"))


@cache
def custom_schemas() -> dict[tuple[str, str], dict[str, Any]]:
    """(apiVersion, kind) -> schema, as it is defined."""
    return {
        (f"{spec['group']}/{version['name']}", spec["names"]["kind"]): version["schema"]["openAPIV3Schema"]
        for spec in (each["spec"] for each in definitions())
        for version in spec["versions"]
    }


def definitions() -> Iterator[Manifest]:
    """The definitions of custom resources of all operators, as a server takes them."""
    for file in (*modules.files(), *strimzi.definitions()):
        for each in yaml.load_all(file.read_text(), Loader=_Loader):
            if each and each["kind"] == "CustomResourceDefinition":
                yield each


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema that a server goes by: what is not named is refused, but for metadata, which is Kubernetes' own."""
    made = {
        key: value for key, value in schema.items() if not key.startswith("x-") and key not in {"format", "nullable"}
    }
    if schema.get("x-kubernetes-int-or-string"):
        made["anyOf"] = [{"type": "integer"}, {"type": "string"}]
        made.pop("type", None)
    if "properties" in schema:
        made["properties"] = {key: strict(value) for key, value in schema["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            made["additionalProperties"] = False
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            made[key] = strict(schema[key])
    if schema.get("nullable") and "type" in made:
        made["type"] = [made["type"], "null"]
    if made.get("properties", {}).get("metadata") == {"type": "object"}:
        made["properties"]["metadata"] = True
    return made
