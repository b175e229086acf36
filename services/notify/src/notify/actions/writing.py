"""An e-mail from its letter: HTML with a text twin, in the reader's language."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from notify.actions.sending import NotSentError
from notify.domain.letters import Digest, Letter
from shared import clock

_TEMPLATES = Environment(
    loader=PackageLoader("notify", "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def written(letter: Letter | Digest, sender: str, to: str | None, mail_id: UUID) -> EmailMessage:
    """The message. Its Message-ID is that of the mail, so whoever gets it twice can tell. NotSentError: no address."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = _address(to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(clock.wall())
    message["Message-ID"] = f"<{mail_id}@{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_TEMPLATES.get_template(f"{letter.template}.txt").render(letter=letter))
    message.add_alternative(_TEMPLATES.get_template(f"{letter.template}.html").render(letter=letter), subtype="html")
    message["Content-Language"] = letter.language  # last: content that is set anew takes such headers away
    return message


def page(language: str, says: str, button: str | None = None) -> str:
    """A small page for somebody who comes from an e-mail; ``button`` sends the same address again as a form."""
    return _TEMPLATES.get_template("page.html").render(language=language, says=says, button=button)


def _address(to: str | None) -> Address:
    try:
        return Address(addr_spec=to or "")
    except (ValueError, IndexError, HeaderParseError) as error:
        raise NotSentError("no-address", type(error).__name__, for_good=True) from error


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
