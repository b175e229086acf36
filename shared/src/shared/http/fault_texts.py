"""What is wrong with one member of a request, in three languages: the kinds that pydantic tells apart, by its names.

Fields in braces are filled from the error's context. A kind that is not here is told in pydantic's English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.errors import Language, Text, Unfit

_NOT_A_TIME = Text(
    "This is no time with its zone: write it as 2027-01-31T12:00:00Z.",
    "Ce n'est pas un instant avec son fuseau : écrivez-le comme 2027-01-31T12:00:00Z.",
    "Das ist kein Zeitpunkt mit Zeitzone: Schreiben Sie ihn wie 2027-01-31T12:00:00Z.",
)
_NOT_A_DAY = Text(
    "This is no date: write it as 2027-01-31.",
    "Ce n'est pas une date : écrivez-la comme 2027-01-31.",
    "Das ist kein Datum: Schreiben Sie es wie 2027-01-31.",
)
_NOT_AN_HOUR = Text(
    "This is no time of day: write it as 14:30.",
    "Ce n'est pas une heure : écrivez-la comme 14:30.",
    "Das ist keine Uhrzeit: Schreiben Sie sie wie 14:30.",
)
_NOT_A_SPAN = Text(
    "This is no length of time: write it as P14D or PT2H.",
    "Ce n'est pas une durée : écrivez-la comme P14D ou PT2H.",
    "Das ist keine Dauer: Schreiben Sie sie wie P14D oder PT2H.",
)
_NOT_AN_ID = Text("This is no id (a UUID).", "Ce n'est pas un identifiant (UUID).", "Das ist keine Kennung (UUID).")
_NOT_WHOLE = Text("Give a whole number.", "Donnez un nombre entier.", "Geben Sie eine ganze Zahl an.")
_NOT_A_NUMBER = Text("Give a number.", "Donnez un nombre.", "Geben Sie eine Zahl an.")
_NOT_A_CHOICE = Text("Give true or false.", "Donnez true ou false.", "Geben Sie true oder false an.")
_NOT_A_LIST = Text("Give a list.", "Donnez une liste.", "Geben Sie eine Liste an.")
_NOT_AN_OBJECT = Text("Give an object.", "Donnez un objet.", "Geben Sie ein Objekt an.")

FAULTS: dict[str, Text] = {
    "missing": Text("This is missing.", "Cet élément manque.", "Diese Angabe fehlt."),
    "extra_forbidden": Text(
        "There is nothing of this name here.", "Rien ne porte ce nom ici.", "Diesen Namen gibt es hier nicht."
    ),
    "literal_error": Text(
        "Give one of these: {expected}.",
        "Donnez l'une de ces valeurs : {expected}.",
        "Geben Sie einen dieser Werte an: {expected}.",
    ),
    "string_type": Text("Give a text.", "Donnez un texte.", "Geben Sie einen Text an."),
    "string_too_short": Text(
        "Too short: at least {min_length} characters.",
        "Trop court : au moins {min_length} caractères.",
        "Zu kurz: mindestens {min_length} Zeichen.",
    ),
    "string_too_long": Text(
        "Too long: at most {max_length} characters.",
        "Trop long : au plus {max_length} caractères.",
        "Zu lang: höchstens {max_length} Zeichen.",
    ),
    "string_pattern_mismatch": Text(
        "This has characters or a form that are not allowed here (it must match {pattern}).",
        "Des caractères ou une forme ne sont pas permis ici (il faut correspondre à {pattern}).",
        "Zeichen oder Form sind hier nicht erlaubt (es muss zu {pattern} passen).",
    ),
    "greater_than": Text("More than {gt}.", "Plus de {gt}.", "Mehr als {gt}."),
    "greater_than_equal": Text("At least {ge}.", "Au moins {ge}.", "Mindestens {ge}."),
    "less_than": Text("Less than {lt}.", "Moins de {lt}.", "Weniger als {lt}."),
    "less_than_equal": Text("At most {le}.", "Au plus {le}.", "Höchstens {le}."),
    "too_short": Text(
        "Too few: at least {min_length}.", "Trop peu : au moins {min_length}.", "Zu wenige: mindestens {min_length}."
    ),
    "too_long": Text(
        "Too many: at most {max_length}.", "Trop : au plus {max_length}.", "Zu viele: höchstens {max_length}."
    ),
    "decimal_max_digits": Text(
        "At most {max_digits} digits.", "Au plus {max_digits} chiffres.", "Höchstens {max_digits} Ziffern."
    ),
    "decimal_max_places": Text(
        "At most {decimal_places} digits after the point.",
        "Au plus {decimal_places} chiffres après la virgule.",
        "Höchstens {decimal_places} Stellen nach dem Komma.",
    ),
    "decimal_whole_digits": Text(
        "At most {whole_digits} digits before the point.",
        "Au plus {whole_digits} chiffres avant la virgule.",
        "Höchstens {whole_digits} Stellen vor dem Komma.",
    ),
    **dict.fromkeys(("uuid_type", "uuid_parsing"), _NOT_AN_ID),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _NOT_WHOLE),
    **dict.fromkeys(("decimal_type", "decimal_parsing", "float_type", "float_parsing", "finite_number"), _NOT_A_NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _NOT_A_CHOICE),
    **dict.fromkeys(("list_type", "tuple_type"), _NOT_A_LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _NOT_AN_OBJECT),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _NOT_A_DAY
    ),
    **dict.fromkeys(("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_aware"), _NOT_A_TIME),
    **dict.fromkeys(("time_type", "time_parsing"), _NOT_AN_HOUR),
    **dict.fromkeys(("time_delta_type", "time_delta_parsing"), _NOT_A_SPAN),
}


def words(fault: Mapping[str, Any], language: Language) -> str:
    """One sentence for one of pydantic's errors."""
    context = fault.get("ctx", {})
    if isinstance(unfit := context.get("error"), Unfit):
        return unfit.text.told_in(language)
    text = FAULTS.get(fault["type"])
    return text.format(**context).told_in(language) if text else str(fault["msg"])
