"""The states of plans and of what belongs to them in plain words, in three languages."""

from __future__ import annotations

from shared.errors import Text

THINGS: dict[str, Text] = {
    "plan": Text("plan", "le plan", "der Plan"),
    "task": Text("task", "la tâche", "die Aufgabe"),
    "milestone": Text("milestone", "le jalon", "der Meilenstein"),
    "benefit": Text("benefit", "le bénéfice", "der Nutzen"),
    "offer": Text("offer", "la proposition", "das Angebot"),
}
STATES: dict[str, Text] = {
    "prepared": Text("prepared", "préparé", "vorbereitet"),
    "open": Text("open", "ouvert", "offen"),
    "implemented": Text("implemented", "mis en œuvre", "umgesetzt"),
    "completed": Text("completed", "achevé", "abgeschlossen"),
    "stopped": Text("stopped", "arrêté", "abgebrochen"),
    "withdrawn": Text("withdrawn with its idea", "retiré avec son idée", "mit der Idee zurückgezogen"),
    "planned": Text("planned", "prévu", "geplant"),
    "started": Text("started", "commencé", "begonnen"),
    "blocked": Text("blocked", "bloqué", "blockiert"),
    "done": Text("done", "terminé", "erledigt"),
    "verified": Text("verified", "vérifié", "geprüft"),
    "dropped": Text("dropped", "abandonné", "entfallen"),
    "missed": Text("missed", "manqué", "verpasst"),
    "reached": Text("reached", "atteint", "erreicht"),
    "forecast": Text("forecast", "prévu", "erwartet"),
    "measured": Text("measured", "mesuré", "gemessen"),
    "offered": Text(
        "offered, hours not released", "proposé, heures non libérées", "angeboten, Stunden nicht freigegeben"
    ),
    "released": Text("hours released", "heures libérées", "Stunden freigegeben"),
    "accepted": Text("accepted", "accepté", "angenommen"),
    "declined": Text("declined", "décliné", "abgelehnt"),
    "not-released": Text("hours refused", "heures refusées", "Stunden verweigert"),
}
