"""Where e-mails go: to the mail server that SMTP_URL names, else into a folder of this machine."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib

_PATIENCE = 20.0  # seconds for a whole mail


class NotSentError(Exception):
    """``why`` is a stable slug; ``for_good``: no repetition can help."""

    def __init__(self, why: str, error: object, *, for_good: bool = False) -> None:
        super().__init__(f"{why}: {error}")
        self.why, self.for_good = why, for_good


async def send_by_smtp(url: str, message: EmailMessage) -> None:
    """Hand it to the server at ``smtp://`` (TLS when it is offered) or ``smtps://[user:password@]host[:port]``."""
    at = urlsplit(url)
    try:
        await aiosmtplib.send(
            message,
            hostname=at.hostname,
            port=at.port,
            username=unquote(at.username) if at.username else None,
            password=unquote(at.password) if at.password else None,
            use_tls=at.scheme == "smtps",
            timeout=_PATIENCE,
        )
    except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPResponseException) as error:
        raise NotSentError("refused", _answer(error), for_good=_for_good(error)) from error
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise NotSentError("server-away", type(error).__name__) from error


def _answers(error: aiosmtplib.SMTPException) -> list[aiosmtplib.SMTPResponseException]:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return list(error.recipients)
    return [error] if isinstance(error, aiosmtplib.SMTPResponseException) else []


def _answer(error: aiosmtplib.SMTPException) -> str:
    """What the server said, as its code: its words may name the person."""
    return ", ".join(str(each.code) for each in _answers(error))


def _for_good(error: aiosmtplib.SMTPException) -> bool:
    """5xx for a recipient or a message is final (RFC 5321, 4.2.1); a wrong password is ours to mend, so it is tried again."""
    codes = [each.code for each in _answers(error)]
    refused_us = isinstance(error, aiosmtplib.SMTPAuthenticationError)
    return bool(codes) and all(500 <= code < 600 for code in codes) and not refused_us


async def put_into(folder: Path, message: EmailMessage, mail_id: UUID) -> None:
    """Write it as ``<mail_id>.eml``, whole or not at all."""
    try:
        await asyncio.to_thread(_write, folder, message.as_bytes(), mail_id)
    except OSError as error:
        raise NotSentError("folder-away", type(error).__name__) from error


def _write(folder: Path, content: bytes, mail_id: UUID) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    scratch = folder / f".{mail_id}"
    scratch.write_bytes(content)
    scratch.replace(folder / f"{mail_id}.eml")
