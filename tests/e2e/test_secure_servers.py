"""Kafka and PostgreSQL as operators run them: TLS by an authority of their own, verified, and passwords; on all ways."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from shared.migrate import MigrationError, migrate
from shared.service import installed
from stack import place, running
from stack.external import Outside
from stack.layout import Layout
from stack.layout import test_layout as layout_of
from stack.running import Running
from stack.secret import Secrets
from stack.trouble import StackFailed
from tests.chaos.checker import rows
from tests.e2e.conftest import SignedIn
from tests.e2e.personas import Persona, eventually
from tests.e2e.test_life_of_an_idea import submitted_idea
from tests.integration.secure_kafka import Secure, secure_kafka
from tests.secure_postgres import SecurePostgres, secure_postgres

pytestmark = pytest.mark.timeout(300)
SESSIONS = """
SELECT usename, client_port FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename LIKE 'parley%'
"""


@pytest.fixture(scope="module")
def folders() -> Iterator[list[Layout]]:
    """For the servers, and for what runs beside them."""
    made = [layout_of(Path(tempfile.mkdtemp(prefix="parley-test-"))) for _ in range(2)]
    for each in made:
        each.prepare()
    yield made
    for each in made:
        place.forget(each.data)
        shutil.rmtree(each.data, ignore_errors=True)


@pytest.fixture(scope="module")
def database(folders: list[Layout]) -> Iterator[SecurePostgres]:
    with secure_postgres(folders[0]) as server:
        yield server


@pytest.fixture(scope="module")
def broker(folders: list[Layout]) -> Iterator[Secure]:
    with secure_kafka(folders[0]) as server:
        yield server


@pytest.fixture(scope="module")
def secured(folders: list[Layout], database: SecurePostgres, broker: Secure) -> Iterator[Running]:
    """The whole stack beside the two servers, told by the environment alone how to reach them."""
    outside = Outside.named_in(broker.variables() | {"DATABASE_URL": database.url()})
    parts = running.start(folders[1], print, traces=False, outside=outside)
    try:
        yield parts
    finally:
        parts.stop()


def test_an_idea_reaches_the_others_and_nobody_talks_without_tls(secured: Running, database: SecurePostgres) -> None:
    signing = SignedIn(secured.address, "P010")
    with httpx.Client(base_url=secured.address, timeout=20, auth=signing) as client:
        idea = submitted_idea(Persona(client, signing.person_id), "Over closed lines")
    told = "SELECT 1 FROM notification WHERE idea_id = $1::uuid"
    eventually(lambda: rows(secured, "notify", told, idea), what="the notification")

    async def sessions() -> list[asyncpg.Record]:
        conn = await asyncpg.connect(database.plain)
        try:
            return list(await conn.fetch(SESSIONS))
        finally:
            await conn.close()

    seen = asyncio.run(sessions())
    assert {row["usename"] for row in seen} >= {f"parley_{service.package}_serving" for service in installed().values()}
    assert {row["usename"] for row in seen if row["client_port"] not in database.let_in} == set()
    assert database.turned_away == [], "somebody tried without TLS"


def test_each_process_says_when_its_certificates_end(secured: Running) -> None:
    for ports in secured.layout.services.values():
        said = httpx.get(f"http://127.0.0.1:{ports.management}/metrics", timeout=10).text
        for name in ("KAFKA_CA_FILE", "sslrootcert"):
            assert f'parley_certificate_expires_timestamp_seconds{{name="{name}"}}' in said


@pytest.mark.parametrize("mode", ["verify-ca", "verify-full"])
def test_a_server_whose_authority_is_not_ours_gets_no_password(database: SecurePostgres, mode: str) -> None:
    wrong = database.url(database.stranger, mode)
    with pytest.raises(StackFailed, match="certificate verify failed.*check host, port and sslmode in DATABASE_URL"):
        Outside.named_in({"DATABASE_URL": wrong}).databases(
            ["alpha"], Secrets(database.stranger.with_name("none.json"))
        )
    with pytest.raises(MigrationError, match="certificate verify failed"):
        asyncio.run(migrate(installed()["review"], wrong))


def test_a_server_under_another_name_is_not_believed(database: SecurePostgres) -> None:
    elsewhere = database.url(host="localhost")  # the certificate says 127.0.0.1
    with pytest.raises(MigrationError, match="certificate verify failed.*localhost"):
        asyncio.run(migrate(installed()["review"], elsewhere))
