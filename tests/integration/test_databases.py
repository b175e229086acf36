"""Each service's roles enter their own database and no other; who serves reads and writes rows, and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import asyncpg
import pytest

from shared.migrate import TABLES, migrate
from shared.routes import PORTS
from shared.service import installed
from stack import databases, external
from stack.postgres import run_sql
from stack.secret import Secrets
from stack.trouble import StackFailed

if TYPE_CHECKING:
    from tests.conftest import PostgresServer

WRITE = """
INSERT INTO outbox (shard, event_id, topic, key, type, schema_version, subject, aggregate_version, occurred_at)
VALUES (0, gen_random_uuid(), 'ideas.v1', 'k', 'idea.submitted', 1, 's', 1, now())
"""
PACKAGES = [name.replace("-", "_") for name in PORTS]


@pytest.fixture(scope="module")
def urls(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Package -> the owner's address, as `make run` makes them."""
    keep = Secrets(tmp_path_factory.mktemp("secrets") / "secrets.json")
    made = databases.ensure(postgres.server.url(), PACKAGES, keep)
    for package, addresses in made.items():
        run_sql(addresses.owner, f"CREATE TABLE secret_of_{package} (text text)")
    return {package: addresses.owner for package, addresses in made.items()}


@pytest.fixture(scope="module")
def serving(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address under which ideas serves, on its migrated database."""
    keep = Secrets(tmp_path_factory.mktemp("secrets") / "serving.json")
    served = {"ideas_served": installed()["ideas"]}
    made = databases.ensure(postgres.server.url(), served, keep)["ideas_served"]
    for _ in range(2):  # as at every release
        asyncio.run(migrate(served["ideas_served"], made.owner, made.serving))
    return made.serving


@pytest.mark.parametrize("package", PACKAGES)
async def test_a_role_enters_its_own_database_only(
    urls: dict[str, str], postgres: PostgresServer, package: str
) -> None:
    conn = await asyncpg.connect(urls[package])
    assert await conn.fetchval(f"SELECT count(*) FROM secret_of_{package}") == 0
    await conn.close()
    others = [urlsplit(url).path[1:] for name, url in urls.items() if name != package]
    for database in [*others, "postgres", "template1"]:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied for database"):
            await asyncpg.connect(databases.on_server(urls[package], database))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE DATABASE mine",
        "CREATE ROLE friend",
        "ALTER ROLE parley_ideas SUPERUSER",
        "ALTER ROLE parley_people PASSWORD 'known'",
        "SET ROLE parley_people",
        "GRANT parley_people TO parley_ideas",
        "DROP DATABASE parley_people",
        "ALTER DATABASE parley_people OWNER TO parley_ideas",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT rolpassword FROM pg_authid",
    ],
)
async def test_a_role_has_no_right_beyond_its_database(urls: dict[str, str], statement: str) -> None:
    conn = await asyncpg.connect(urls["ideas"])
    try:
        with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ObjectNotInPrerequisiteStateError)):
            await conn.execute(statement)
    finally:
        await conn.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (c int)",
        "CREATE TEMPORARY TABLE mine (c int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE EXTENSION dblink",
        "ALTER TABLE idea ADD COLUMN mine int",
        "ALTER TABLE idea DISABLE TRIGGER ALL",
        "CREATE INDEX ON idea (status)",
        "DROP TABLE idea",
        "TRUNCATE idea",
        "UPDATE outbox SET payload = NULL",
        "DELETE FROM outbox",
        "SELECT * FROM outbox_000000",
        "DELETE FROM schema_migrations",
        "INSERT INTO schema_migrations VALUES ('9999')",
        "SET ROLE parley_ideas_served",
        "COPY idea TO PROGRAM 'cat'",
    ],
)
async def test_who_serves_can_change_rows_alone(serving: str, statement: str) -> None:
    conn = await asyncpg.connect(serving)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await conn.execute(statement)
    finally:
        await conn.close()


async def test_who_serves_can_do_what_the_statements_need(serving: str) -> None:
    """The running stack (tests/e2e) serves under such roles too; here every table is looked at."""
    conn = await asyncpg.connect(serving)
    try:
        tables = [row["name"] for row in await conn.fetch(TABLES)]
        assert {"idea", "outbox", "inbox", "parked", "deadline"} <= set(tables)
        rights = "SELECT has_table_privilege($1, r) FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS r"
        held = {table: tuple(row[0] for row in await conn.fetch(rights, table)) for table in tables}
        assert held.pop("outbox") == (True, True, False, False)
        assert held.pop("schema_migrations") == (True, False, False, False)
        assert set(held.values()) == {(True, True, True, True)}
        async with conn.transaction():
            await conn.execute(WRITE)
        assert await conn.fetchval("SELECT count(*) FROM outbox") == 1
    finally:
        await conn.close()


async def test_no_database_is_open_to_everybody(urls: dict[str, str], postgres: PostgresServer) -> None:
    conn = await asyncpg.connect(postgres.server.url())
    try:
        rows = await conn.fetch(
            "SELECT datname, has_database_privilege('public', oid, 'CONNECT') AS open FROM pg_database"
            " WHERE datname LIKE 'parley\\_%' OR datname IN ('postgres', 'template1')"
        )
        roles = await conn.fetch("SELECT * FROM pg_roles WHERE rolname LIKE 'parley\\_%'")
    finally:
        await conn.close()
    assert {row["datname"] for row in rows if row["open"]} == set()
    assert {urlsplit(url).path[1:] for url in urls.values()} <= {row["datname"] for row in rows}
    for role in roles:
        granted = [role[f"rol{right}"] for right in ("super", "createdb", "createrole", "replication", "bypassrls")]
        assert not any(granted), role["rolname"]


class TestAServerOfTheCallers:
    """DATABASE_URL and DATABASE_URL_<SERVICE>: what works, and the sentence for what does not."""

    @pytest.fixture
    def keep(self, tmp_path_factory: pytest.TempPathFactory) -> Secrets:
        return Secrets(tmp_path_factory.mktemp("secrets") / "secrets.json")

    @pytest.fixture
    def admin(self, postgres: PostgresServer, request: pytest.FixtureRequest) -> Iterator[str]:
        """A role that may create databases and roles, and is no superuser."""
        name, rights = f"dba_{abs(hash(request.node.name)) % 10**8}", getattr(request, "param", "CREATEDB CREATEROLE")
        run_sql(postgres.server.url(), f"CREATE ROLE {name} LOGIN PASSWORD 'p@ss/w' {rights}")
        run_sql(postgres.server.url(), f"GRANT CONNECT ON DATABASE postgres TO {name}")
        yield databases.on_server(postgres.server.url(), "postgres", name, "p@ss/w")
        run_sql(postgres.server.url(), f"REVOKE CONNECT ON DATABASE postgres FROM {name}", f"ALTER ROLE {name} NOLOGIN")

    def test_one_server_gets_a_database_and_a_role_a_service(self, admin: str, keep: Secrets) -> None:
        outside = external.Outside.named_in({"DATABASE_URL": admin})
        made = outside.databases(["alpha", "beta"], keep)
        assert outside.databases(["alpha", "beta"], keep) == made
        run_sql(made["alpha"].owner, "CREATE TABLE t (c int)", "SELECT similarity('a', unaccent('á'))")
        for stranger in made["beta"]:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                run_sql(databases.on_server(stranger, "parley_alpha"), "SELECT 1")

    @pytest.mark.parametrize("admin", ["", "CREATEDB"], indirect=True)
    def test_missing_rights_are_named(self, admin: str, keep: Secrets) -> None:
        with pytest.raises(StackFailed, match=r"lacks a right .*CREATEDB and CREATEROLE.*DATABASE_URL_<SERVICE>"):
            external.Outside.named_in({"DATABASE_URL": admin}).databases(["gamma"], keep)

    def test_databases_of_an_operator_are_taken_as_they_are(self, postgres: PostgresServer, keep: Secrets) -> None:
        one, two = postgres.empty(), postgres.empty()
        outside = external.Outside.named_in({"DATABASE_URL_ALPHA": one, "DATABASE_URL_BETA": two})
        assert outside.databases(["alpha", "beta"], keep) == {"alpha": (one, one), "beta": (two, two)}
        with pytest.raises(StackFailed, match="Set DATABASE_URL_GAMMA too"):
            outside.databases(["alpha", "beta", "gamma"], keep)

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            (lambda url: url.replace("parley_test:", "parley_test:x"), "refuses parley_test .*check user and password"),
            (lambda url: url.rpartition("/")[0] + "/nowhere?sslmode=disable", '"nowhere" does not exist.*create it'),
            (
                lambda url: url.replace("sslmode=disable", "sslmode=require"),
                "No connection .*sslmode in DATABASE_URL_A",
            ),
            (lambda _url: "postgresql://a:b@127.0.0.1:1/c", "No connection .*127.0.0.1:1 .*check host, port"),
            (lambda _url: "postgresql://a:b@nowhere.invalid/c", "No connection .*nowhere.invalid:5432 .*check host"),
            (lambda _url: "postgresql://a:b@h:no/c", "is not an address: write postgresql://"),
            (lambda _url: "mysql://h/c", "is not an address: write postgresql://"),
        ],
        ids=["password", "database", "tls", "port", "host", "no number", "scheme"],
    )
    def test_a_wrong_address_is_one_sentence(self, postgres: PostgresServer, keep: Secrets, change, sentence) -> None:
        outside = external.Outside.named_in({"DATABASE_URL_A": change(postgres.empty())})
        with pytest.raises(StackFailed, match=sentence) as failed:
            outside.databases(["a"], keep)
        assert "\n" not in str(failed.value)
        assert postgres.password not in str(failed.value)
