"""Doubts about a vote that stands all the same, in three languages."""

from __future__ import annotations

from shared.errors import Text

_TEXTS: dict[str, Text] = {
    "attendance-not-recorded": Text(
        "The attendance was not recorded: quorum and exclusions cannot be checked later.",
        "La présence n'a pas été consignée : quorum et exclusions ne pourront être vérifiés.",
        "Die Anwesenheit ist nicht festgehalten: Beschlussfähigkeit und Ausschlüsse lassen sich nicht prüfen.",
    ),
    "more-votes-than-members": Text(
        "There are more votes than members with a mandate here.",
        "Il y a plus de voix que de membres mandatés connus ici.",
        "Es gibt mehr Stimmen als hier bekannte Mandate.",
    ),
    "conflicted-member-in-body": Text(
        "The matter concerns a member who is not named as excluded; a vote with them may be void.",
        "L'affaire concerne un membre qui n'est pas indiqué comme exclu ; un vote avec lui peut être nul.",
        "Die Angelegenheit betrifft ein Mitglied, das nicht als ausgeschlossen genannt ist; der Beschluss kann unwirksam sein.",
    ),
    "conflicted-member-voted": Text(
        "A member whom the matter concerns voted; it could not matter.",
        "Un membre concerné par l'affaire a voté ; cela n'a pu compter.",
        "Ein befangenes Mitglied hat mitgestimmt; darauf kam es nicht an.",
    ),
    "substitute-not-seated": Text(
        "A substitute voted who does not sit in for anybody in this case; whether it was their turn cannot be checked later.",
        "Un suppléant a voté sans remplacer personne dans ce dossier ; on ne pourra vérifier si c'était son tour.",
        "Ein Ersatzmitglied hat mitgestimmt, das in diesem Fall niemanden vertritt; ob es an der Reihe war, lässt sich nicht prüfen.",
    ),
    "conflicted-member-could-decide": Text(
        "A member whom the matter concerns voted, and their vote could matter; this regime leaves it to the body.",
        "Un membre concerné par l'affaire a voté, et sa voix a pu compter ; ce régime s'en remet à l'instance.",
        "Ein befangenes Mitglied hat mitgestimmt, und es konnte darauf ankommen; dieses Verfahren überlässt es dem Gremium.",
    ),
}


def warning(code: str) -> Text:
    """The words of a doubt; the code itself for one that this version does not know."""
    return _TEXTS.get(code, Text(code, code, code))
