"""The sentences that readers see, in three languages. None of them ever names a person (invariant 4)."""

from __future__ import annotations

from datetime import date

from notify.domain import reminders
from notify.domain.reasons import FOLLOWING, Why
from notify.domain.sentences import dialogues, ideas, plans, reviews
from shared.dates import day_in
from shared.errors import Language, Text

SENTENCES: dict[str, Text] = {
    **ideas.SENTENCES,
    **reviews.SENTENCES,
    **dialogues.SENTENCES,
    **plans.SENTENCES,
    **reminders.SENTENCES,
}

FOLLOWED: dict[str, Text] = {
    "idea.merged": Text(
        "An idea that you follow lives on in another one; say there whether you still stand behind it: {title}",
        "Une idée que vous suivez se poursuit dans une autre ; dites-y si vous la soutenez encore : {title}",
        "Eine Idee, der Sie folgen, lebt in einer anderen weiter; sagen Sie dort, ob Sie sie noch unterstützen: {title}",
    ),
    "idea.commented": Text(
        "There is a new comment on an idea that you follow: {title}",
        "Nouveau commentaire sur une idée que vous suivez : {title}",
        "Neuer Kommentar zu einer Idee, der Sie folgen: {title}",
    ),
    "idea.decided": Text(
        "An idea that you follow was decided: {title}",
        "Une idée que vous suivez a reçu une décision : {title}",
        "Über eine Idee, der Sie folgen, ist entschieden: {title}",
    ),
    "idea.implemented": Text(
        "An idea that you follow is implemented: {title}",
        "Une idée que vous suivez est réalisée : {title}",
        "Eine Idee, der Sie folgen, ist umgesetzt: {title}",
    ),
    "plan.stopped": Text(
        "The work on an idea that you follow has ended, with what was learned: {title}",
        "La réalisation d'une idée que vous suivez s'arrête, avec ses enseignements : {title}",
        "Die Umsetzung einer Idee, der Sie folgen, endet, mit dem, was gelernt wurde: {title}",
    ),
}
"""What those read who are not its authors."""

IN_OFFICE: dict[str, Text] = {
    "clock.changed": Text(
        "The period for an opinion ends on another day: {title}",
        "Le délai pour un avis se termine un autre jour : {title}",
        "Die Frist für eine Stellungnahme endet an einem anderen Tag: {title}",
    ),
    "clock.stopped": Text(
        "The period for an opinion does not run any more, until it begins anew: {title}",
        "Le délai pour un avis ne court plus, jusqu'à ce qu'il reparte : {title}",
        "Die Frist für eine Stellungnahme läuft nicht mehr, bis sie neu beginnt: {title}",
    ),
    "completeness.disputed": Text(
        "A body says that your documents are incomplete, complete them or say why they are complete: {title}",
        "Une instance estime votre dossier incomplet ; complétez-le ou dites pourquoi il est complet : {title}",
        "Ein Gremium hält Ihre Unterlagen für unvollständig; ergänzen Sie sie oder sagen Sie, warum sie vollständig sind: {title}",
    ),
    "idea.woken": Text(
        "The day of a deferral has come, the decision is due again: {title}",
        "Le jour d'un report est venu, la décision est à nouveau due : {title}",
        "Der Tag einer Zurückstellung ist da, die Entscheidung steht wieder an: {title}",
    ),
    "benefit.measured": Text(
        "A measured benefit waits to be verified: {title}",
        "Un bénéfice mesuré attend sa vérification : {title}",
        "Ein gemessener Nutzen wartet auf Prüfung: {title}",
    ),
}
"""What those read who get it by their function."""
MENTIONED = Text(
    "You were mentioned in a comment on an idea: {title}",
    "Vous êtes mentionné dans un commentaire sur une idée : {title}",
    "Sie wurden in einem Kommentar zu einer Idee erwähnt: {title}",
)

UNTITLED = Text("an idea", "une idée", "eine Idee")


def sentence(kind: str, why: Why, title: str | None, language: Language, day: date | None = None) -> str:
    """What the reader sees; ``day``: the last one on which they may act, for kinds that name it."""
    said = SENTENCES[kind]
    if why in FOLLOWING:
        said = FOLLOWED.get(kind, said)
    elif why == "role":
        said = IN_OFFICE.get(kind, said)
    elif kind == "idea.commented" and why == "mentioned":
        said = MENTIONED
    named = day_in(language, day) if day else ""
    return said.told_in(language).format(title=title or UNTITLED.told_in(language), day=named)
