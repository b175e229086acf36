"""E-mails: taken when they are due, looked at again, settled."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from notify.domain import mails as rules
from notify.domain.kinds import KINDS
from notify.domain.letters import Letter, letter
from notify.domain.notification import About, delivered, failed
from notify.domain.preferences import default
from notify.domain.reasons import reason
from notify.domain.sentences import sentence
from notify.store import mails, readers
from shared import outbox
from shared.db import Row, Tx
from shared.errors import Language


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail at work; ``to`` is None for somebody whose address is not known."""

    mail_id: UUID
    about: About
    attempts: int
    to: str | None
    letter: Letter


@dataclass(frozen=True, slots=True)
class Post:
    """What links in mails are made of: where people reach Parley, and the secret that signs."""

    address: str
    secret: str


async def take_mail(tx: Tx, post: Post) -> Mail | bool:
    """The next mail that is due, noted as tried. True: it is settled already, as its reader may not see it any more or
    wants no e-mail of it; False: none is due.
    """
    row = await mails.next_due(tx)
    if row is None:
        return False
    addressee = (await readers.readers(tx, [row["person_id"]], row["kind"])).get(row["person_id"])
    await mails.note_attempt(tx, row["mail_id"], rules.pause_after(row["attempts"] + 1))
    if addressee is None:
        return await _settle_unknown(tx, row)
    wanted = KINDS[row["kind"]].law or (addressee.wanted or default(row["kind"])).mail
    shown = await mails.content(tx, addressee.reader, row["notification_id"])
    if shown is None or not wanted or not addressee.reader.employed:
        return await mails.settle(tx, row["mail_id"], "dropped")
    return _mail(row, shown, post)


async def _settle_unknown(tx: Tx, row: Row) -> bool:
    """Of somebody whose first event is still on its way there is no address yet: the mail waits, and not for ever."""
    if rules.exhausted(row["attempts"] + 1):
        await _give_up(tx, row["mail_id"], _about(row), "no-address")
    return True


def _mail(row: Row, shown: Row, post: Post) -> Mail:
    kind, language = row["kind"], _language(row["locale"])
    token = None if KINDS[kind].law else rules.sealed(post.secret, row["person_id"], kind)
    role = next((key.removeprefix("role:") for key in shown["open_to"] if key.startswith("role:")), None)
    said = letter(
        language,
        row["display_name"],
        sentence(kind, shown["why"], shown["title"], language),
        reason(shown["why"], language, role=role, body=shown["body_names"]),
        link=post.address + shown["link"],
        unsubscribe=f"{post.address}/api/preferences/unsubscribe?token={token}" if token else None,
    )
    return Mail(row["mail_id"], _about(row), row["attempts"] + 1, row["email"], said)


def _about(row: Row) -> About:
    return About(row["notification_id"], row["person_id"], row["kind"])


def _language(locale: str) -> Language:
    return "fr" if locale == "fr" else "de" if locale == "de" else "en"


async def note_sent(tx: Tx, mail: Mail) -> None:
    """The mail server has it."""
    if await mails.settle(tx, mail.mail_id, "sent"):
        outbox.add(tx, delivered(mail.about, "mail", tx.now))


async def note_failure(tx: Tx, mail: Mail, why: str, error: str, *, for_good: bool) -> None:
    """It could not be sent: it is tried again, or given up and told."""
    if for_good or rules.exhausted(mail.attempts):
        await _give_up(tx, mail.mail_id, mail.about, why)
    else:
        await mails.note_error(tx, mail.mail_id, error)


async def _give_up(tx: Tx, mail_id: UUID, about: About, why: str) -> None:
    if await mails.settle(tx, mail_id, "failed", why):
        outbox.add(tx, failed(about, "mail", why, tx.now))
