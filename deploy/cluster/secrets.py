"""Secrets of the lab: random, made where they are missing, kept in the cluster alone."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cluster.kubectl import kubectl

_EXTENSIONS = ("pg_trgm", "unaccent")


def ensure(services: Iterable[str]) -> list[str]:
    """Make those that are missing; their names. Those that are there are never changed: passwords are in use."""
    answer = json.loads(kubectl("--namespace", "parley", "get", "secrets", "--output", "json"))
    there = {each["metadata"]["name"] for each in answer["items"]}
    if "postgres" in there:
        return []
    made = [_secret(name, data) for name, data in _all(services)]
    kubectl(
        "apply",
        "--server-side",
        "--filename",
        "-",
        given=json.dumps({"apiVersion": "v1", "kind": "List", "items": made}),
    )
    return [each["metadata"]["name"] for each in made]


def _all(services: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    statements = ["REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;"]
    for service in services:
        database = f"parley_{service.replace('-', '_')}"
        passwords = {role: secrets.token_urlsafe(24) for role in (database, f"{database}_serving")}
        statements += _statements(database, passwords)
        yield f"{service}-database", {"DATABASE_URL": _address(f"{database}_serving", passwords, database)}
        yield f"{service}-database-owner", {"DATABASE_OWNER_URL": _address(database, passwords, database)}
    yield "postgres", {"password": secrets.token_urlsafe(24), "databases.sql": "\n".join(statements) + "\n"}
    yield "parley", {"CURSOR_SECRET": secrets.token_urlsafe(32)}


def _address(role: str, passwords: Mapping[str, str], database: str) -> str:
    return f"postgresql://{role}:{passwords[role]}@postgres:5432/{database}?sslmode=disable"


def _statements(database: str, passwords: Mapping[str, str]) -> Iterator[str]:
    """As ``psql`` takes them; they may be run again."""
    for role, password in passwords.items():
        yield (
            f"SELECT 'CREATE ROLE {role} LOGIN NOCREATEDB NOCREATEROLE' "
            f"WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec"
        )
        yield f"ALTER ROLE {role} PASSWORD '{password}';"
    yield (
        f"SELECT 'CREATE DATABASE {database} OWNER {database}' "
        f"WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec"
    )
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;"
    yield f"GRANT CONNECT ON DATABASE {database} TO {database}_serving;"
    yield f"\\connect {database}"
    yield from (f"CREATE EXTENSION IF NOT EXISTS {each};" for each in _EXTENSIONS)
    yield "\\connect postgres"


def _secret(name: str, data: Mapping[str, str]) -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "Secret",
        "metadata": {"name": name, "namespace": "parley", "labels": {"app.kubernetes.io/part-of": "parley"}},
        "data": {key: base64.b64encode(value.encode()).decode() for key, value in data.items()},
    }
