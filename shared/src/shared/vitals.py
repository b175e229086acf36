"""What a process measures of itself: how late its event loop wakes up, and when its certificates end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import structlog
from cryptography import x509

from shared import backoff
from shared.settings import ServiceSettings
from shared.telemetry import metrics

_log = structlog.get_logger(__name__)

_WAKE = 0.5  # seconds
_RENEWED = 3600.0  # seconds; a mounted file may be renewed while we run


async def watch_loop(stop: asyncio.Event) -> None:
    """Measure until ``stop`` how late we wake up: what holds us up holds up every request."""
    loop = asyncio.get_running_loop()
    while not stop.is_set():
        due = loop.time() + _WAKE
        await backoff.wait(stop, _WAKE)
        metrics.event_loop_lag(max(loop.time() - due, 0.0))


async def watch_certificates(settings: ServiceSettings, stop: asyncio.Event) -> None:
    """Read them every hour until ``stop``."""
    while not stop.is_set():
        for name, file in certificates_of(settings):
            try:
                metrics.certificate(name, ends(file))
            except (OSError, ValueError):
                _log.warning("a certificate cannot be read", kind=name, exc_info=True)
        await backoff.wait(stop, _RENEWED)


def certificates_of(settings: ServiceSettings) -> Iterator[tuple[str, Path]]:
    """Setting and file of each certificate, those in the database's address included."""
    for name in ("kafka_ca_file", "kafka_cert_file"):
        if file := getattr(settings, name):
            yield name.upper(), file
    for name, values in parse_qs(urlsplit(settings.database_url).query).items():
        if name in ("sslrootcert", "sslcert"):
            yield name, Path(values[0])


def ends(file: Path) -> float:
    """Seconds since 1970. The first of the file is the one that is shown; of authorities any will do, so the last to end.

    ValueError when there is none in it.
    """
    found = x509.load_pem_x509_certificates(file.read_bytes())
    ending = [each.not_valid_after_utc.timestamp() for each in found]
    return max(ending) if all(map(_signs, found)) else ending[0]


def _signs(certificate: x509.Certificate) -> bool:
    """Whether it is an authority's."""
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False
