"""One database and two roles for each service on one server, closed to all the others: who owns it, and who serves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

import asyncpg

from stack.postgres import EXTENSIONS, in_thread
from stack.secret import Secrets

_SERVING = "_serving"
"""What the name of the role ends with under which a service runs."""


class Addresses(NamedTuple):
    """A database's address for the role that serves, and for the one that owns the tables; they may be the same."""

    serving: str
    owner: str


def ensure(admin: str, packages: Iterable[str], keep: Secrets) -> dict[str, Addresses]:
    """Make what is missing and close what is open; package -> addresses of its database. Repeatable.

    ``admin`` is the address of a role that may create databases and roles. asyncpg's errors pass.
    """
    names = {package: f"parley_{package}" for package in packages}
    passwords = {role: keep.get(role) for name in names.values() for role in (name, f"{name}{_SERVING}")}
    in_thread(lambda: _ensure(admin, list(names.values()), passwords))

    def of(name: str, role: str) -> str:
        return on_server(admin, name, role, passwords[role])

    return {package: Addresses(of(name, f"{name}{_SERVING}"), of(name, name)) for package, name in names.items()}


def on_server(url: str, database: str, user: str | None = None, password: str = "") -> str:
    """The address of another database, or another role's, on the server of ``url``; its options stay."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    who = f"{quote(user, safe='')}:{quote(password, safe='')}" if user else parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{who}@{place}" if who else place, path=f"/{database}"))


async def _ensure(admin: str, names: list[str], passwords: dict[str, str]) -> None:
    conn = await asyncpg.connect(admin, timeout=10)
    try:
        almighty = await conn.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        there = {row["datname"] for row in await conn.fetch("SELECT datname FROM pg_database")}
        for role, password in passwords.items():
            await conn.execute(_ROLE.format(name=role, password=password))
        for name in names:
            if not almighty:  # who may create roles still owns nothing for them without being a member
                await conn.execute(f'GRANT "{name}" TO CURRENT_USER')
            if name not in there:
                await conn.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
            await conn.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
            await conn.execute(f'GRANT CONNECT ON DATABASE "{name}" TO "{name}{_SERVING}"')
    finally:
        await conn.close()
    await asyncio.gather(*(_extend(on_server(admin, name)) for name in names))


_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
        CREATE ROLE "{name}" LOGIN NOCREATEDB NOCREATEROLE;
    END IF;
    ALTER ROLE "{name}" PASSWORD '{password}';
END $$
"""


async def _extend(url: str) -> None:
    conn = await asyncpg.connect(url, timeout=10)
    try:
        for each in EXTENSIONS:
            await conn.execute(f"CREATE EXTENSION IF NOT EXISTS {each}")
    finally:
        await conn.close()
