"""Why somebody is told: "why am I getting this", in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from shared.errors import Language, Text

Why = Literal["author", "assigned", "invited", "role", "mandate", "mentioned", "commented", "endorsed", "reviewed"]
FOLLOWING: frozenset[Why] = frozenset({"commented", "endorsed", "reviewed"})
"""Reasons that somebody has by taking part, and may end."""

REASONS: dict[Why, Text] = {
    "author": Text("You are an author.", "Vous êtes auteur.", "Sie haben sie mitverfasst."),
    "assigned": Text("You are assigned.", "Vous êtes désigné.", "Sie sind zugewiesen."),
    "invited": Text("You are invited.", "Vous êtes invité.", "Sie sind eingeladen."),
    "role": Text(
        "It is part of your function: {name}.",
        "Cela relève de votre fonction : {name}.",
        "Es gehört zu Ihrer Funktion: {name}.",
    ),
    "mandate": Text("You represent {name}.", "Vous représentez : {name}.", "Sie vertreten: {name}."),
    "mentioned": Text("You were mentioned.", "Vous avez été mentionné.", "Sie wurden erwähnt."),
    "commented": Text("You commented on it.", "Vous l'avez commentée.", "Sie haben sie kommentiert."),
    "endorsed": Text("You stand behind it.", "Vous la soutenez.", "Sie unterstützen sie."),
    "reviewed": Text("You review it.", "Vous l'évaluez.", "Sie begutachten sie."),
}

ROLES: dict[str, Text] = {
    "scheme-officer": Text("scheme office", "bureau du dispositif", "Ideenstelle"),
    "consultation-officer": Text(
        "consultation on the employer's side",
        "consultation pour l'employeur",
        "Beteiligung auf Seiten der Dienststelle",
    ),
    "decision-maker": Text("decision", "décision", "Entscheidung"),
    "implementer": Text("implementation", "réalisation", "Umsetzung"),
    "benefit-controller": Text("control of benefits", "contrôle des bénéfices", "Nutzenprüfung"),
}
THE_BODY = Text("the body", "l'instance représentative", "das Gremium")
THE_SCHEME = Text("idea scheme", "dispositif d'idées", "Ideenmanagement")


def reason(why: Why, language: Language, *, role: str | None = None, body: Mapping[str, str] | None = None) -> str:
    """Why the reader gets it; ``role`` is the function, ``body`` the names by language of what they represent."""
    if why == "mandate":
        name = (body or {}).get(language) or THE_BODY.told_in(language)
    else:
        name = ROLES.get(role or "", THE_SCHEME).told_in(language)
    return REASONS[why].told_in(language).format(name=name)
