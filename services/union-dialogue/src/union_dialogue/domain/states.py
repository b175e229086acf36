"""The states of a case in plain words, in three languages."""

from __future__ import annotations

from shared.errors import Text

STATES: dict[str, Text] = {
    "waiting": Text("waiting for the body", "en attente de l'instance", "wartet auf das Gremium"),
    "prepared": Text("package still owed", "dossier d'information à remettre", "Unterlagen stehen noch aus"),
    "provided": Text("package provided", "dossier d'information remis", "Unterlagen vorgelegt"),
    "disputed": Text("completeness disputed", "complétude contestée", "Vollständigkeit gerügt"),
    "running": Text("period running", "délai en cours", "Frist läuft"),
    "lapsed": Text("period over without an opinion", "délai écoulé sans avis", "Frist ohne Stellungnahme abgelaufen"),
    "opinion": Text("opinion delivered", "avis rendu", "Stellungnahme abgegeben"),
    "closed": Text("closed", "clos", "geschlossen"),
}
