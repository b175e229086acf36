"""Files whose content lies in a bucket: nothing is lost and nothing stays behind, whatever breaks off."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from tests.conftest import PostgresServer
from tests.integration.ideas.bucket import S3, s3
from tests.integration.ideas.steps import AUTHOR, FAR, Ideas, opened
from tests.integration.ideas.test_attachments import TEXT, attached, sends, slug

from ideas import store
from ideas.main import SERVICE
from ideas.settings import Settings
from shared import clock


@pytest.fixture
def bucket() -> Iterator[S3]:
    with s3() as made:
        yield made


@pytest.fixture
async def desk(postgres: PostgresServer, bucket: S3) -> AsyncIterator[Ideas]:
    async with opened(postgres, **bucket.settings) as made:
        yield made


async def later(desk: Ideas, monkeypatch: pytest.MonkeyPatch, **by: int) -> None:
    """The chores of a later time."""
    then = clock.now() + timedelta(**by)
    with monkeypatch.context() as moved:
        moved.setattr(clock, "now", lambda: then)
        await desk.do_chores()


async def noted(desk: Ideas) -> int:
    return int(await desk.pool.fetchval("SELECT count(*) FROM bucket_leftover"))


async def test_the_content_lies_in_the_bucket_and_not_in_the_database(desk: Ideas, bucket: S3) -> None:
    made = await attached(desk, await desk.draft())
    assert bucket.holds() == {f"attachments/{made['attachment_id']}": TEXT}
    assert await desk.pool.fetchval("SELECT count(*) FROM attachment_part") == 0
    assert await noted(desk) == 0, "it belongs to a file"
    await desk.do_chores()
    assert (await desk.ask(AUTHOR, "GET", made["link"].removeprefix("/api"))).content == TEXT


async def test_what_is_refused_is_never_put_there(desk: Ideas, bucket: S3) -> None:
    idea = await desk.draft()
    assert (await sends(desk, FAR, idea)).status_code == 404
    assert await slug(await sends(desk, AUTHOR, idea, kind="image/png")) == (422, "attachment-mismatch")
    assert (await sends(desk, AUTHOR, "nothing")).status_code in (404, 422)
    await desk.does(AUTHOR, "POST", f"/ideas/{idea}/submission", {})
    assert await slug(await sends(desk, AUTHOR, idea)) == (409, "wrong-status")
    assert (bucket.holds(), await noted(desk)) == ({}, 0)


async def test_what_is_taken_away_leaves_the_bucket(desk: Ideas, bucket: S3) -> None:
    idea, gone = await desk.draft(), await desk.draft("Another")
    made = await attached(desk, idea)
    for _ in range(2):
        await attached(desk, gone)
    await desk.does(AUTHOR, "DELETE", made["link"].removeprefix("/api"))
    await desk.does(AUTHOR, "POST", f"/ideas/{gone}/withdrawal", {})
    assert await noted(desk) == 3
    await desk.do_chores()
    assert (bucket.holds(), await noted(desk)) == ({}, 0)


async def test_a_request_that_breaks_off_leaves_nothing_for_longer_than_an_hour(
    desk: Ideas, bucket: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: Any) -> None:
        raise RuntimeError("the process was killed here")

    idea = await desk.draft()
    with monkeypatch.context() as broken:
        broken.setattr("ideas.store.add_attachment", breaks)
        assert (await sends(desk, AUTHOR, idea)).status_code == 500
    assert (len(bucket.holds()), await noted(desk)) == (1, 1)
    await later(desk, monkeypatch, minutes=59)
    assert len(bucket.holds()) == 1, "the request could still be under way"
    await later(desk, monkeypatch, minutes=61)
    assert (bucket.holds(), await noted(desk)) == ({}, 0)


async def test_what_is_being_removed_is_not_attached_any_more(
    desk: Ideas, bucket: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request was under way for so long that the chore was faster."""
    put = store.put_content

    async def puts_slowly(*given: Any) -> None:
        await put(*given)
        await later(desk, monkeypatch, hours=2)

    monkeypatch.setattr("ideas.store.put_content", puts_slowly)
    idea = await desk.draft()
    assert await slug(await sends(desk, AUTHOR, idea)) == (503, "files-unavailable")
    assert await desk.does(AUTHOR, "GET", f"/ideas/{idea}/attachments") == []
    assert bucket.holds() == {}


async def test_a_bucket_that_is_away_refuses_for_now_and_nothing_is_changed(
    desk: Ideas, bucket: S3, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = await desk.draft()
    made = await attached(desk, idea)
    bucket.stop()
    for answer in (await sends(desk, AUTHOR, idea), await desk.ask(AUTHOR, "GET", made["link"].removeprefix("/api"))):
        assert await slug(answer) == (503, "files-unavailable")
        assert answer.headers["retry-after"] == "5"
    assert [each["attachment_id"] for each in await desk.does(AUTHOR, "GET", f"/ideas/{idea}/attachments")] == [
        made["attachment_id"]
    ]
    await later(desk, monkeypatch, hours=2)
    assert await noted(desk) == 1, "what may lie there is removed once it is back"


async def test_a_file_is_had_from_where_it_lies_whatever_the_setting_says_now(
    postgres: PostgresServer, bucket: S3
) -> None:
    async with opened(postgres) as desk:
        idea = await desk.draft()
        before = await attached(desk, idea)
        bucketed = SERVICE.settings(**desk.settings.model_dump() | bucket.settings)
        app = desk.client._transport.app  # type: ignore[attr-defined]
        app.state.settings = bucketed
        after = await attached(desk, idea)
        assert len(bucket.holds()) == 1
        for made in (before, after):
            assert (await desk.ask(AUTHOR, "GET", made["link"].removeprefix("/api"))).content == TEXT
        app.state.settings = desk.settings
        assert (await desk.ask(AUTHOR, "GET", before["link"].removeprefix("/api"))).content == TEXT
        assert await slug(await desk.ask(AUTHOR, "GET", after["link"].removeprefix("/api"))) == (
            503,
            "files-unavailable",
        )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"s3_endpoint": "http://127.0.0.1:1"}, "S3_BUCKET is missing"),
        ({"s3_bucket": "files", "s3_access_key_id": "a"}, "belong together"),
        ({"s3_bucket": "files", "s3_endpoint": "127.0.0.1"}, "should match pattern"),
    ],
)
def test_a_bucket_that_is_named_by_halves_is_refused_at_start(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Settings(database_url="x", kafka_bootstrap="x", cursor_secret="s" * 16, **given)
