"""Servers of the caller's own: ``DATABASE_URL`` (a template) or ``DATABASE_URL_<SERVICE>``, and ``KAFKA_BOOTSTRAP``."""

from __future__ import annotations

import os
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from stack.postgres import run_sql
from stack.trouble import StackFailed


def database_urls(packages: list[str]) -> dict[str, str] | None:
    """Package -> address, or None when the embedded PostgreSQL is wanted.

    ``DATABASE_URL=postgresql://user:pw@host:port/`` names a server: each service gets the database
    ``parley_<package>`` there, created when it is missing. ``DATABASE_URL_<PACKAGE>`` (``DATABASE_URL_IDEAS``)
    names one database, with its own role, and wins.
    """
    template = os.environ.get("DATABASE_URL")
    own = {package: os.environ.get(f"DATABASE_URL_{package.upper()}") for package in packages}
    if not template and not any(own.values()):
        return None
    missing = [package for package in packages if not (own[package] or template)]
    if missing:
        names = ", ".join(f"DATABASE_URL_{package.upper()}" for package in missing)
        raise StackFailed(f"Set {names} too, or DATABASE_URL for all services.")
    return {package: own[package] or _on_server(str(template), f"parley_{package}") for package in packages}


def _on_server(template: str, database: str) -> str:
    parts = urlsplit(template)
    wanted = urlunsplit(parts._replace(path=f"/{database}"))
    try:
        run_sql(wanted, "SELECT 1")
    except asyncpg.InvalidCatalogNameError:
        _create(urlunsplit(parts._replace(path=parts.path if len(parts.path) > 1 else "/postgres")), database)
    except (OSError, asyncpg.PostgresError) as error:
        raise StackFailed(f"The PostgreSQL of DATABASE_URL does not answer ({error}): check the address.") from None
    return wanted


def _create(url: str, database: str) -> None:
    try:
        run_sql(url, f'CREATE DATABASE "{database}"', f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC')
    except (OSError, asyncpg.PostgresError) as error:
        raise StackFailed(f"Create the database {database} on the server of DATABASE_URL ({error}).") from None
