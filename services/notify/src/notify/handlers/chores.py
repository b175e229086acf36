"""What notify's worker does again and again."""

from __future__ import annotations

from datetime import timedelta

from notify import actions
from notify.actions import Mail, Post
from notify.actions.sending import NotSentError, put_into, send_by_smtp
from notify.actions.writing import written
from notify.settings import Settings
from shared.service import Begin, Chore
from shared.settings import ServiceSettings


async def on_turn_to_place(begin: Begin, _settings: ServiceSettings) -> bool:
    """Notifications get their places in the stream a moment after they were committed."""
    async with begin() as tx:
        return await actions.place(tx)


async def on_turn_to_send(begin: Begin, settings: Settings) -> bool:
    """One e-mail: noted as tried, sent without a transaction, settled. A crash in between sends it once more."""
    async with begin() as tx:
        mail = await actions.take_mail(tx, Post(settings.public_url.rstrip("/"), settings.cursor_secret))
    if isinstance(mail, bool):
        return mail
    try:
        await _send(settings, mail)
    except NotSentError as error:
        async with begin() as tx:
            await actions.note_failure(tx, mail, error.why, str(error), for_good=error.for_good)
    else:
        async with begin() as tx:
            await actions.note_sent(tx, mail)
    return True


async def _send(settings: Settings, mail: Mail) -> None:
    message = written(mail.letter, settings.mail_from, mail.to, mail.mail_id)
    if settings.smtp_url:
        await send_by_smtp(settings.smtp_url, message)
    elif settings.mail_folder:
        await put_into(settings.mail_folder, message, mail.mail_id)
    else:
        raise NotSentError("no-transport", "neither SMTP_URL nor MAIL_FOLDER is set", for_good=True)


async def on_turn_to_plan(begin: Begin, _settings: ServiceSettings) -> bool:
    """Everybody for whom something waits gets the time of their next digest."""
    async with begin() as tx:
        return await actions.plan_digests(tx)


async def on_turn_to_forget(begin: Begin, settings: Settings) -> bool:
    """What is older than it is kept goes, a piece in each transaction."""
    async with begin() as tx:
        return await actions.forget_old(tx, timedelta(days=settings.kept_days))


CHORES: tuple[Chore, ...] = (
    Chore("place", on_turn_to_place, pause=0.25),
    Chore("mail", on_turn_to_send, pause=1),
    Chore("plan digests", on_turn_to_plan, pause=5),
    Chore("forget", on_turn_to_forget, pause=3600),
)
