"""Topics that exist already are brought to what the catalogue says of them, key by key, and nothing else is touched.

``AlterConfigs`` would reset every key that it does not name, also those that an operator set; what only names what
changes is ``IncrementalAlterConfigs`` (KIP-339), which the client library does not have yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, for_code
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import Array, Boolean, Int8, Int16, Int32, Schema, String

Configs = Mapping[str, str]
_KEY, _SET = 44, 0  # the API of KIP-339, and its operation that gives a key a value
_TEXT = String("utf-8")


class _Answer(Response):  # type: ignore[misc]  # the library has no types
    API_KEY, API_VERSION = _KEY, 0
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        (
            "responses",
            Array(("error_code", Int16), ("error_message", _TEXT), ("resource_type", Int8), ("resource_name", _TEXT)),
        ),
    )


class _Change(RequestStruct):  # type: ignore[misc]  # the library has no types
    API_KEY, API_VERSION, RESPONSE_TYPE = _KEY, 0, _Answer
    SCHEMA = Schema(
        (
            "resources",
            Array(
                ("resource_type", Int8),
                ("resource_name", _TEXT),
                ("configs", Array(("name", _TEXT), ("config_operation", Int8), ("value", _TEXT))),
            ),
        ),
        ("validate_only", Boolean),
    )


class _Changes(Request[_Change]):  # type: ignore[misc]  # the library has no types
    API_KEY = _KEY

    def __init__(self, wanted: Mapping[str, Configs]) -> None:
        topic = int(ConfigResourceType.TOPIC)
        self._resources = [
            (topic, name, [(key, _SET, value) for key, value in sorted(configs.items())])
            for name, configs in sorted(wanted.items())
        ]

    def build(self, request_struct_class: type[_Change]) -> _Change:
        return request_struct_class(self._resources, False)


class Aligned(NamedTuple):
    """Names of topics whose configuration was changed, and what the brokers refused, by name of the topic."""

    changed: list[str]
    refused: dict[str, str]


async def align(admin: AIOKafkaAdminClient, wanted: Mapping[str, Configs]) -> Aligned:
    """Give these keys of these topics these values where they have others. A refusal is told and raises nothing: where an
    operator keeps the topics, they are the operator's to change.
    """
    now, refused = await _described(admin, list(wanted))
    differing = {
        name: changes
        for name, configs in wanted.items()
        if name in now and (changes := {key: value for key, value in configs.items() if now[name].get(key) != value})
    }
    if not differing:
        return Aligned([], refused)
    answer = await admin._client.send(admin._client.get_random_node(), _Changes(differing))  # noqa: SLF001 - see above
    failed = {name: _said(code, message) for code, message, _, name in answer.responses if code}
    return Aligned(sorted(differing.keys() - failed.keys()), refused | failed)


async def _described(admin: AIOKafkaAdminClient, names: list[str]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Topic -> its configuration, of those that may be looked at; and why the others may not."""
    if not names:
        return {}, {}
    answers = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in names])
    found: dict[str, dict[str, str]] = {}
    refused: dict[str, str] = {}
    for code, message, _, name, entries in (resource for answer in answers for resource in answer.resources):
        if code:
            refused[name] = _said(code, message)
        else:
            found[name] = {entry[0]: entry[1] for entry in entries}
    return found, refused


def _said(code: int, message: str | None) -> str:
    error: type[KafkaError] | Any = for_code(code)
    return message or str(error.description)
