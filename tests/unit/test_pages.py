"""The edge serves the web application: a page at every address that is no service's, with its policy and its brand."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from edge.__main__ import main
from edge.pages import pages, wrong_with
from edge.proxy import create_edge
from stack.layout import Layout
from stack.running import Running

POLICY = "default-src 'none'; script-src 'self' 'sha256-abc'"
BRAND = {
    "name": "Parley",
    "organisation": "Region",
    "logo": "/l.svg",
    "support": "a@b.example",
    "zone": "Europe/Berlin",
}

CODE = b"let a = 'a long text'" * 9
GZIPPED = gzip.compress(CODE)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small build."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "branding").mkdir()
    (folder / ".vite").mkdir()
    (folder / "index.html").write_text("<h1>the application</h1>")
    (folder / "assets" / "index-abc.js").write_text("let a")
    (folder / "branding" / "brand.json").write_text(json.dumps(BRAND))
    (folder / "branding" / "logo.svg").write_text("<svg/>")
    (folder / "headers.json").write_text(json.dumps({"content-security-policy": POLICY}))
    (folder / ".vite" / "manifest.json").write_text("{}")
    (tmp_path / "secrets.json").write_text("secret")
    return folder


@asynccontextmanager
async def _client(
    built: Path, branding: Path | None = None, traces: str | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    app: Starlette = create_edge({"people": "127.0.0.1:1"}, pages(built, branding, traces), traces)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://edge") as client,
    ):
        yield client


@pytest.mark.parametrize("path", ["/", "/ideas", "/ideas/new?title=x", "/sign-in", "/cases/1/rooms/joint"])
async def test_every_other_address_is_the_application_with_its_policy(built: Path, path: str) -> None:
    async with _client(built) as client:
        answer = await client.get(path)
        assert (answer.status_code, answer.text) == (200, "<h1>the application</h1>")
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["cache-control"] == "no-cache"
        assert (await client.get(path, headers={"if-none-match": answer.headers["etag"]})).status_code == 304


async def test_what_carries_its_digest_in_its_name_is_kept_for_ever(built: Path) -> None:
    async with _client(built) as client:
        answer = await client.get("/assets/index-abc.js")
        assert (answer.text, "immutable" in answer.headers["cache-control"]) == ("let a", True)
        assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    ("takes", "packed"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, GZIP;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
async def test_a_file_is_sent_as_the_build_packed_it_where_the_browser_takes_it_so(
    built: Path, takes: str, packed: str | None
) -> None:
    (built / "assets" / "long-abc.js").write_bytes(CODE)
    (built / "assets" / "long-abc.js.gz").write_bytes(GZIPPED)
    (built / "assets" / "long-abc.js.br").write_bytes(b"packed otherwise")
    async with (
        _client(built) as client,
        client.stream("GET", "/assets/long-abc.js", headers={"accept-encoding": takes}) as answer,
    ):
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == packed
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (answer.headers["vary"], "immutable" in answer.headers["cache-control"]) == ("accept-encoding", True)
    assert raw == {"br": b"packed otherwise", "gzip": GZIPPED, None: CODE}[packed]


async def test_a_theme_of_ones_own_goes_before_the_packed_one_of_the_build(built: Path, tmp_path: Path) -> None:
    (built / "branding" / "theme.css").write_text("a{}")
    (built / "branding" / "theme.css.gz").write_bytes(gzip.compress(b"a{}"))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "theme.css").write_text("b{}")
    async with _client(built, tmp_path / "own") as client:
        assert (await client.get("/branding/theme.css")).text == "b{}"
    async with _client(built) as client:
        assert (await client.get("/branding/theme.css")).text == "a{}"
        assert (await client.get("/branding/theme.css.gz")).status_code == 404


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/headers.json", "/.vite/manifest.json", "/api/nothing", "/branding/gone.svg"]
)
async def test_what_is_no_page_is_not_there(built: Path, path: str) -> None:
    async with _client(built) as client:
        assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/../secrets.json", "/%2e%2e/secrets.json", "/assets/..%2f..%2fsecrets.json"])
async def test_nothing_outside_of_the_build_is_served(built: Path, path: str) -> None:
    async with _client(built) as client:
        assert (await client.get(path)).text != "secret"


async def test_a_page_is_only_read(built: Path) -> None:
    async with _client(built) as client:
        assert (await client.post("/ideas")).status_code == 404
        assert (await client.head("/ideas")).status_code == 200


async def test_without_a_build_there_is_the_list_of_services(built: Path, tmp_path: Path) -> None:
    async with _client(tmp_path / "nothing") as client:
        assert "/api/people/docs" in (await client.get("/")).text
        assert (await client.get("/ideas")).status_code == 404
    async with _client(built) as client:
        assert "/api/people/docs" in (await client.get("/api")).text


async def test_a_service_goes_before_the_application(built: Path) -> None:
    async with _client(built) as client:
        assert (await client.get("/api/people")).status_code == 503  # nobody listens there, so it was asked


async def test_whose_it_is_can_be_replaced_file_by_file(built: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "brand.json").write_text(json.dumps(BRAND | {"name": "Dialog"}))
    async with _client(built, own) as client:
        assert (await client.get("/branding/brand.json")).json()["name"] == "Dialog"
        assert (await client.get("/branding/logo.svg")).text == "<svg/>"


async def test_the_brand_says_where_the_traces_of_an_idea_are(built: Path, tmp_path: Path) -> None:
    traces = "http://traces/?q={idea}"
    async with _client(built, traces=traces) as client:
        told = await client.get("/branding/brand.json")
        assert (told.json(), told.headers["cache-control"]) == (BRAND | {"traces": traces}, "no-cache")
        assert '<a href="http://traces/">' in (await client.get("/api")).text
    async with _client(built) as client:
        assert (await client.get("/branding/brand.json")).json() == BRAND
    (tmp_path / "brand.json").write_text(json.dumps(BRAND | {"traces": "http://own/{idea}"}))
    async with _client(built, tmp_path, traces) as client:
        assert (await client.get("/branding/brand.json")).json()["traces"] == "http://own/{idea}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "cannot be read"),
        ("{", "is not JSON"),
        ("[]", "does not say name, organisation, logo, support, zone"),
        (json.dumps(BRAND | {"zone": 3}), "does not say zone"),
        (json.dumps(BRAND), None),
        (json.dumps(BRAND | {"traces": "https://traces.example/search?tags=idea.id%3D{idea}"}), None),
        (json.dumps(BRAND | {"traces": "https://traces.example/"}), "no address of the web with {idea} once"),
        (json.dumps(BRAND | {"traces": "https://{idea}/{idea}"}), "no address of the web with {idea} once"),
        (json.dumps(BRAND | {"traces": "javascript:alert('{idea}')"}), "no address of the web"),
        (json.dumps(BRAND | {"traces": 9411}), "no address of the web"),
    ],
)
def test_a_brand_that_is_wrong_is_named(tmp_path: Path, text: str | None, says: str | None) -> None:
    if text is not None:
        (tmp_path / "brand.json").write_text(text)
    wrong = wrong_with(tmp_path)
    assert says in wrong if says and wrong else wrong == says, wrong


def test_an_edge_with_a_wrong_brand_says_so_and_does_not_start(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brand.json").write_text(json.dumps(BRAND | {"traces": "traces.example"}))
    monkeypatch.setattr("sys.argv", ["edge", f"--web={built}", f"--branding={tmp_path}"])
    with pytest.raises(SystemExit):
        main()
    assert "traces in" in capsys.readouterr().err


async def test_a_folder_for_branding_may_be_empty(built: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    async with _client(built, tmp_path / "own") as client:
        assert (await client.get("/branding/brand.json")).json() == BRAND


def test_the_brand_that_is_shipped_is_right() -> None:
    assert wrong_with(Path(__file__).parents[2] / "web" / "public" / "branding") is None


@pytest.mark.parametrize("traces", ["http://127.0.0.1:9411/zipkin/?annotationQuery=idea.id%3D{idea}", None])
def test_the_local_edge_links_to_the_viewer_that_runs_alone(
    traces: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where traces go to servers of one's own, no viewer is there to link to; the brand may name one."""
    started: list[list[str]] = []
    monkeypatch.setattr("stack.process.spawn", lambda _name, command, *_, **__: started.append(command))
    Running(Layout(), traces=traces).restart("edge")
    (command,) = started
    assert command[command.index("--traces") + 1] == traces if traces else "--traces" not in command
