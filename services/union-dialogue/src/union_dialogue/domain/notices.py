"""What the system itself says in a room, in three languages."""

from __future__ import annotations

from typing import Literal

from shared.errors import Text

Notice = Literal["idea-withdrawn", "idea-declined"]

NOTICES: dict[Notice, Text] = {
    "idea-withdrawn": Text(
        "The idea was withdrawn. The case is closed, nothing is owed in it any more; what was said stays readable here.",
        "L'idée a été retirée. Le dossier est clos, plus rien n'y est dû ; ce qui a été dit reste lisible ici.",
        "Die Idee wurde zurückgezogen. Der Fall ist beendet, es ist nichts mehr zu tun; das Gesagte bleibt hier lesbar.",
    ),
    "idea-declined": Text(
        "The idea was declined. The case is closed, nothing is owed in it any more; what was said stays readable here.",
        "L'idée a été rejetée. Le dossier est clos, plus rien n'y est dû ; ce qui a été dit reste lisible ici.",
        "Die Idee wurde abgelehnt. Der Fall ist beendet, es ist nichts mehr zu tun; das Gesagte bleibt hier lesbar.",
    ),
}
