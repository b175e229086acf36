"""Regimes of consultation, as data: length, unit, effect of silence. Templates, to be checked by counsel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shared.errors import Text

Effect = Literal["deemed-approved", "deemed-negative"]

NOTICE = Text(
    "Template, to be checked by counsel.", "Modèle, à vérifier par un juriste.", "Vorlage, rechtlich zu prüfen."
)


@dataclass(frozen=True, slots=True)
class Regime:
    """How long a body has, in working days or months, what silence means, and where it is written."""

    key: str
    name: Text
    unit: Literal["working-days", "months"]
    length: int
    urgent_length: int | None
    silence: Effect
    source: str


REGIMES = {
    "DE-BPersVG-70": Regime(
        "DE-BPersVG-70",
        Text("Co-determination (Germany)", "Codétermination (Allemagne)", "Mitbestimmung"),
        "working-days",
        10,
        3,
        "deemed-approved",
        "BPersVG s.70",
    ),
    "FR-CSE": Regime(
        "FR-CSE",
        Text("Consultation of the CSE (France)", "Consultation du CSE", "Anhörung des CSE (Frankreich)"),
        "months",
        1,
        None,
        "deemed-negative",
        "Code du travail R2312-6",
    ),
}
