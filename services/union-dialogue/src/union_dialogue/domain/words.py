"""Lengths and names in plain language, in the three languages of the product."""

from __future__ import annotations

from shared.errors import Language, Text

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


def span_in(language: Language, n: int, unit: str) -> str:
    """``10 working days``, ``1 mois``."""
    return f"{n} {(_ONE if n == 1 else _MANY)[unit].told_in(language)}"


def form_in(language: Language, form: str) -> str:
    """How an agreement was made."""
    return _FORMS[form].told_in(language)


def name_in(language: Language, name: str) -> str:
    """A proper name as it is; ``local-holiday`` in words."""
    return _LOCAL_HOLIDAY.told_in(language) if name == "local-holiday" else name
