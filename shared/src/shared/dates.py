"""Days in words, in the three languages of the product."""

from __future__ import annotations

from datetime import date

from shared.errors import Language

_WEEKDAYS: dict[Language, str] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
}
_MONTHS: dict[Language, str] = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


def day_in(language: Language, day: date) -> str:
    """``Friday 26 March 2027``, ``vendredi 26 mars 2027``, ``Freitag, 26. März 2027``."""
    weekday, month = _WEEKDAYS[language].split()[day.weekday()], _MONTHS[language].split()[day.month - 1]
    if language == "de":
        return f"{weekday}, {day.day}. {month} {day.year}"
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{weekday} {number} {month} {day.year}"
