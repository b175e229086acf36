"""Servers of the caller's own instead of embedded ones: what the environment names, looked at before anything starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import asyncpg

from stack import databases
from stack.databases import Addresses
from stack.postgres import run_sql
from stack.secret import Secrets
from stack.trouble import StackFailed

NAMES = ("DATABASE_URL", "KAFKA_", "OTEL_", "TRACE_RATIO", "PG")
"""How the variables begin that name a part, or say how to reach it."""
_TRACES = ("OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


@dataclass(frozen=True, slots=True)
class Outside:
    """What the caller brings. Nothing by default: then every part is embedded, whatever the environment holds."""

    environment: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def named_in(cls, environment: Mapping[str, str]) -> Self:
        """What these variables name."""
        return cls({name: value for name, value in environment.items() if name.startswith(NAMES) and value})

    @property
    def kafka(self) -> str | None:
        """Brokers, host:port, comma-separated."""
        return self.environment.get("KAFKA_BOOTSTRAP")

    @property
    def traces(self) -> bool:
        """Whether there is a place for traces, so that the viewer is not needed."""
        return any(self.environment.get(name) for name in _TRACES)

    @property
    def postgres(self) -> bool:
        return any(name.startswith("DATABASE_URL") for name in self.environment)

    def of_services(self) -> dict[str, str]:
        """Variables that go to the services as they are; those of a part that is embedded do not."""
        dropped = ["DATABASE_URL", *([] if self.kafka else ["KAFKA_"]), *([] if self.postgres else ["PG"])]
        return {name: value for name, value in self.environment.items() if not name.startswith(tuple(dropped))}

    def databases(self, packages: list[str], keep: Secrets) -> dict[str, Addresses]:
        """Package -> addresses of its database, each of which answers.

        ``DATABASE_URL=postgresql://admin:pw@host:port/`` names a server: every service gets the database
        ``parley_<package>`` there and its two roles, created when missing. ``DATABASE_URL_<PACKAGE>`` names one
        database that exists, with its own role, and wins.
        """
        server = self.environment.get("DATABASE_URL")
        variables = {package: f"DATABASE_URL_{package.upper()}" for package in packages}
        own = {package: self.environment[name] for package, name in variables.items() if name in self.environment}
        made: dict[str, Addresses] = {}
        others = [package for package in packages if package not in own]
        if others and not server:
            names = ", ".join(variables[package] for package in others)
            raise StackFailed(f"Set {names} too, or DATABASE_URL for all services.")
        for package, url in own.items():
            _checked(url, variables[package], lambda url=url: run_sql(url, "SELECT 1"))  # type: ignore[misc]
        if server and others:
            _checked(server, "DATABASE_URL", lambda: made.update(databases.ensure(server, others, keep)))
        return {package: Addresses(url, url) for package, url in own.items()} | made


def _checked(url: str, variable: str, work: Callable[[], None]) -> None:
    """Do it; what a wrong address, password or right brings becomes one sentence."""
    where, user = _server(url, variable)
    try:
        work()
    except (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError) as error:
        raise StackFailed(
            f"PostgreSQL at {where} refuses {user} ({_first(error)}): check user and password in {variable}."
        ) from None
    except asyncpg.InvalidCatalogNameError as error:
        raise StackFailed(
            f"PostgreSQL at {where} does not know this ({_first(error)}): create it, or correct {variable}."
        ) from None
    except asyncpg.InsufficientPrivilegeError as error:
        raise StackFailed(
            f"The role {user} at {where} lacks a right ({_first(error)}): give it CREATEDB and CREATEROLE, "
            f"or make the databases yourself and set DATABASE_URL_<SERVICE> for each."
        ) from None
    except (TimeoutError, OSError) as error:
        raise StackFailed(
            f"No connection to PostgreSQL at {where} ({_first(error) or 'no answer'}): "
            f"check host, port and sslmode in {variable}, and that the server runs."
        ) from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        raise StackFailed(f"PostgreSQL at {where} cannot be used ({_first(error)}): check {variable}.") from None


def _server(url: str, variable: str) -> tuple[str, str | None]:
    """host:port and user of an address."""
    try:
        parts = urlsplit(url)
        if parts.scheme in {"postgresql", "postgres"} and parts.hostname:
            return f"{parts.hostname}:{parts.port or 5432}", parts.username
    except ValueError:
        pass  # a port that is no number, a bracket that is not closed
    raise StackFailed(f"{variable} is not an address: write postgresql://user:password@host:port/.")


def _first(error: Exception) -> str:
    """The first line of what the server said."""
    return (str(error).splitlines() or [""])[0]
