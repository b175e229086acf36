"""E-mails: taken when they are due, looked at again, settled. One is about a notification, or is somebody's digest."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from notify.actions import digesting
from notify.domain import mails as rules
from notify.domain.access import Reader
from notify.domain.kinds import KINDS
from notify.domain.letters import Digest, Entry, Letter, digest, letter
from notify.domain.notification import About, delivered, failed
from notify.domain.preferences import in_force
from notify.domain.reasons import reason
from notify.domain.sentences import sentence
from notify.store import digests, hours, mails, readers
from notify.store.readers import Addressee
from shared import outbox
from shared.db import Row, Tx
from shared.errors import Language


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail at work; ``about``: the notifications that it tells; ``to`` is None for somebody without an address."""

    mail_id: UUID
    about: tuple[About, ...]
    attempts: int
    to: str | None
    letter: Letter | Digest

    @property
    def is_digest(self) -> bool:
        return isinstance(self.letter, Digest)


@dataclass(frozen=True, slots=True)
class Post:
    """What links in mails are made of: where people reach Parley, and the secret that signs."""

    address: str
    secret: str

    def ends(self, person_id: UUID, what: str) -> str:
        """The link that ends e-mails of a kind, or digests, without a sign-in."""
        return f"{self.address}/api/preferences/unsubscribe?token={rules.sealed(self.secret, person_id, what)}"


async def take_mail(tx: Tx, post: Post) -> Mail | bool:
    """The next mail that is due, noted as tried. True: it is held in quiet hours, or settled already, as its reader may
    not see it any more or wants no e-mail of it; False: none is due.
    """
    row = await mails.next_due(tx)
    if row is None:
        return False
    addressee = (await readers.readers(tx, [row["person_id"]], [row["kind"]] if row["kind"] else ())).get(
        row["person_id"]
    )
    if await _held(tx, row):
        return True
    await mails.note_attempt(tx, row["mail_id"], rules.pause_after(row["attempts"] + 1))
    if addressee is None:
        return await _settle_unknown(tx, row)
    if row["notification_id"] is None:
        return await _take_digest(tx, row, addressee.reader, post) or await _drop_digest(tx, row["mail_id"])
    return await _take_one(tx, row, addressee, post) or await mails.settle(tx, row["mail_id"], "dropped")


async def _held(tx: Tx, row: Row) -> bool:
    """Whether the reader's quiet hours hold it; what a period set by law depends on is never held."""
    if row["kind"] is not None and KINDS[row["kind"]].law:
        return False
    until = (await hours.day(tx, row["person_id"])).quiet_until(tx.now)
    if until is not None:
        await mails.hold(tx, row["mail_id"], until)
    return until is not None


async def _settle_unknown(tx: Tx, row: Row) -> bool:
    """Of somebody whose first event is still on its way there is no address yet: the mail waits, and not for ever."""
    if rules.exhausted(row["attempts"] + 1):
        about = () if row["notification_id"] is None else (_about(row),)
        await _give_up(tx, row["mail_id"], about, "no-address")
    return True


async def _take_one(tx: Tx, row: Row, addressee: Addressee, post: Post) -> Mail | None:
    kind, language = row["kind"], _language(row["locale"])
    shown = await mails.content(tx, addressee.reader, row["notification_id"])
    if shown is None or not in_force(kind, addressee.wanted.get(kind)).by_mail or not addressee.reader.employed:
        return None
    entry = _entry(shown, language, post)
    unsubscribe = None if KINDS[kind].law else post.ends(row["person_id"], kind)
    said = letter(language, row["display_name"], entry.sentence, entry.why, link=entry.link, unsubscribe=unsubscribe)
    return Mail(row["mail_id"], (_about(row),), row["attempts"] + 1, row["email"], said)


async def _take_digest(tx: Tx, row: Row, reader: Reader, post: Post) -> Mail | None:
    if not reader.employed:
        return None
    language, person_id = _language(row["locale"]), row["person_id"]
    shown = await digests.content(tx, reader, row["mail_id"], await digesting.unwanted(tx, person_id))
    if not shown:
        return None
    entries = tuple(_entry(each, language, post) for each in shown)
    said = digest(language, row["display_name"], entries, unsubscribe=post.ends(person_id, rules.DIGEST))
    about = tuple(About(each["notification_id"], person_id, each["kind"]) for each in shown)
    return Mail(row["mail_id"], about, row["attempts"] + 1, row["email"], said)


async def _drop_digest(tx: Tx, mail_id: UUID) -> bool:
    """Nothing of it is left that its reader may see and wants: no mail says so, as the inbox leaves it out too."""
    await digests.settle(tx, mail_id, ())
    return await mails.settle(tx, mail_id, "dropped")


def _entry(shown: Row, language: Language, post: Post) -> Entry:
    role = next((key.removeprefix("role:") for key in shown["open_to"] if key.startswith("role:")), None)
    return Entry(
        sentence(shown["kind"], shown["why"], shown["title"], language, shown["last_day"]),
        reason(shown["why"], language, role=role, body=shown["body_names"]),
        post.address + shown["link"],
    )


def _about(row: Row) -> About:
    return About(row["notification_id"], row["person_id"], row["kind"])


def _language(locale: str) -> Language:
    return "fr" if locale == "fr" else "de" if locale == "de" else "en"


async def note_sent(tx: Tx, mail: Mail) -> None:
    """The mail server has it."""
    if await mails.settle(tx, mail.mail_id, "sent"):
        if mail.is_digest:
            await digests.settle(tx, mail.mail_id, [each.notification_id for each in mail.about])
        outbox.add(tx, *(delivered(each, "mail", tx.now) for each in mail.about))


async def note_failure(tx: Tx, mail: Mail, why: str, error: str, *, for_good: bool) -> None:
    """It could not be sent: it is tried again, or given up and told."""
    if for_good or rules.exhausted(mail.attempts):
        await _give_up(tx, mail.mail_id, () if mail.is_digest else mail.about, why)
    else:
        await mails.note_error(tx, mail.mail_id, error)


async def _give_up(tx: Tx, mail_id: UUID, about: tuple[About, ...], why: str) -> None:
    """A digest's notifications wait for the next one; told as failed is what was in so many that failed."""
    if await mails.settle(tx, mail_id, "failed", why):
        lost = about or (await digests.give_back(tx, mail_id, rules.MOST_DIGESTS)).given_up
        outbox.add(tx, *(failed(each, "mail", why, tx.now) for each in lost))
