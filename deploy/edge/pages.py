"""The web application as files: its pages at every address that is no service's, and whose installation it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "no-cache"
_PAGE = "index.html"
_BRAND = "branding/brand.json"
_NOT_PAGES = ("headers.json", ".vite/")  # what the build tells us, not the browser
_PACKED = {"br": ".br", "gzip": ".gz"}
"""How a file may be packed, the best first, and how the name of the packed one ends: the build makes them."""
_NOT_TAKEN = re.compile(r";q=0(\.0*)?$")
_ID = "{idea}"
_OWN = ("name", "organisation", "logo", "support", "zone")


class Pages:
    """``built`` is what ``make web`` wrote; ``branding``, where given, holds files that replace the build's own.

    ``traces`` is where a viewer of traces shows one idea, ``{idea}`` in the place of its id: the brand says it.
    """

    def __init__(self, built: Path, branding: Path | None, traces: str | None = None) -> None:
        self._files = StaticFiles(directory=built)
        self._branding = StaticFiles(directory=branding) if branding else None
        self._traces = traces
        self._headers: dict[str, str] = json.loads((built / "headers.json").read_text("utf-8"))

    async def answer(self, request: Request) -> Response | None:
        """A file, or the page that finds its way by the address; None for what is no page."""
        if request.method not in {"GET", "HEAD"}:
            return None
        path = request.url.path.lstrip("/")
        found = await self._found(path, request)
        if found is None:
            return None
        found.headers["cache-control"] = _FOR_EVER if path.startswith("assets/") else _ASK_AGAIN
        for name, value in self._headers.items():
            found.headers[name] = value
        return found

    async def _found(self, path: str, request: Request) -> Response | None:
        found = await self._file(path, request)
        if path == _BRAND and self._traces and isinstance(found, FileResponse):
            return JSONResponse({"traces": self._traces} | _read(found))
        return found

    async def _file(self, path: str, request: Request) -> Response | None:
        if path.endswith(tuple(_PACKED.values())):
            return None
        if path.startswith("branding/") and self._branding:
            own = await _file(self._branding, path.removeprefix("branding/"), request)
            if own is not None:
                return own
        if path.startswith(_NOT_PAGES):
            return None
        file = await _file(self._files, path, request) if path else None
        if file is not None or path.startswith(("assets/", "branding/", "api/")):
            return file
        return await _file(self._files, _PAGE, request)


async def _file(files: StaticFiles, path: str, request: Request) -> Response | None:
    """The file, packed where it lies there packed and the browser takes it so."""
    named = request.headers.get("accept-encoding", "").lower().replace(" ", "").split(",")
    takes = {each.partition(";")[0] for each in named if not _NOT_TAKEN.search(each)}
    for coding, ending in _PACKED.items():
        if coding in takes and (packed := await _plain(files, path + ending, request)):
            packed.headers["content-encoding"] = coding
            packed.headers["vary"] = "accept-encoding"
            return packed
    found = await _plain(files, path, request)
    if found:
        found.headers["vary"] = "accept-encoding"
    return found


async def _plain(files: StaticFiles, path: str, request: Request) -> Response | None:
    try:
        return await files.get_response(path, request.scope)
    except HTTPException:
        return None


def _read(file: FileResponse) -> dict[str, str]:
    told: dict[str, str] = json.loads(Path(file.path).read_text("utf-8"))
    return told


def pages(built: Path, branding: Path | None, traces: str | None = None) -> Pages | None:
    """The application, if it has been built."""
    return Pages(built, branding, traces) if (built / _PAGE).is_file() else None


def wrong_with(branding: Path) -> str | None:
    """What a folder of branding lacks, in one sentence."""
    file = branding / "brand.json"
    try:
        told = json.loads(file.read_text("utf-8"))
    except OSError:
        return f"{file} cannot be read: write it, as web/public/branding/brand.json shows."
    except ValueError:
        return f"{file} is not JSON: compare it with web/public/branding/brand.json."
    missing = [name for name in _OWN if not isinstance(told, dict) or not isinstance(told.get(name), str)]
    if missing:
        return f"{file} does not say {', '.join(missing)}: compare it with web/public/branding/brand.json."
    return _wrong_traces(told, file)


def _wrong_traces(told: dict[str, object], file: Path) -> str | None:
    """The address becomes a link on the page of operations: of the web, and with a place for the idea."""
    if "traces" not in told:
        return None
    traces = told["traces"]
    if isinstance(traces, str) and traces.startswith(("https://", "http://")) and traces.count(_ID) == 1:
        return None
    return f"traces in {file} is no address of the web with {_ID} once where the id of an idea belongs: correct it or leave it out."
