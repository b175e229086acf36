"""The statuses of an idea in plain words, in three languages."""

from __future__ import annotations

from shared.errors import Text

STATUSES: dict[str, Text] = {
    "draft": Text("a draft", "brouillon", "Entwurf"),
    "submitted": Text("submitted", "déposée", "eingereicht"),
    "returned": Text("returned", "renvoyée", "zurückgegeben"),
    "withdrawn": Text("withdrawn", "retirée", "zurückgezogen"),
    "merged": Text("merged", "fusionnée", "zusammengeführt"),
    "under_review": Text("in peer review", "en évaluation par les pairs", "in der Begutachtung"),
    "reviewed": Text("reviewed", "évaluée", "begutachtet"),
    "in_consultation": Text("in consultation", "en consultation", "in der Beteiligung"),
    "decision_pending": Text("waiting for a decision", "en attente de décision", "zu entscheiden"),
    "accepted": Text("accepted", "acceptée", "angenommen"),
    "accepted_with_changes": Text("accepted with changes", "acceptée avec modifications", "mit Änderungen angenommen"),
    "pilot": Text("a pilot", "acceptée à l'essai", "als Pilot angenommen"),
    "deferred": Text("deferred", "reportée", "zurückgestellt"),
    "declined": Text("declined", "non retenue", "abgelehnt"),
    "appealed": Text("under appeal", "en recours", "im Einspruch"),
    "implementing": Text("being implemented", "en cours de mise en œuvre", "in der Umsetzung"),
    "implemented": Text("implemented", "mise en œuvre", "umgesetzt"),
    "benefits_tracking": Text("measured for its benefit", "en mesure du bénéfice", "in der Nutzenmessung"),
    "closed": Text("closed", "close", "abgeschlossen"),
}
