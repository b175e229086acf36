"""Days and lengths in plain language, in the three languages of the product."""

from __future__ import annotations

from datetime import date

from shared.errors import Language, Text

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
_ONE = {
    "working-days": Text("working day", "jour ouvré", "Arbeitstag"),
    "calendar-days": Text("day", "jour", "Tag"),
    "weeks": Text("week", "semaine", "Woche"),
    "months": Text("month", "mois", "Monat"),
}
_MANY = {
    "working-days": Text("working days", "jours ouvrés", "Arbeitstage"),
    "calendar-days": Text("days", "jours", "Tage"),
    "weeks": Text("weeks", "semaines", "Wochen"),
    "months": Text("months", "mois", "Monate"),
}
_LOCAL_HOLIDAY = Text("holiday of the municipality", "jour férié de la commune", "Feiertag der Gemeinde")
_FORMS = {
    "written": Text("in writing", "par écrit", "schriftlich"),
    "electronic": Text("electronically", "par voie électronique", "elektronisch"),
    "oral": Text("orally", "oralement", "mündlich"),
}


def day_in(language: Language, day: date) -> str:
    """``Friday 26 March 2027``, ``vendredi 26 mars 2027``, ``Freitag, 26. März 2027``."""
    weekday, month = _WEEKDAYS[language].split()[day.weekday()], _MONTHS[language].split()[day.month - 1]
    if language == "de":
        return f"{weekday}, {day.day}. {month} {day.year}"
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{weekday} {number} {month} {day.year}"


def span_in(language: Language, n: int, unit: str) -> str:
    """``10 working days``, ``1 mois``."""
    return f"{n} {(_ONE if n == 1 else _MANY)[unit].told_in(language)}"


def form_in(language: Language, form: str) -> str:
    """How an agreement was made."""
    return _FORMS[form].told_in(language)


def name_in(language: Language, name: str) -> str:
    """A proper name as it is; ``local-holiday`` in words."""
    return _LOCAL_HOLIDAY.told_in(language) if name == "local-holiday" else name
