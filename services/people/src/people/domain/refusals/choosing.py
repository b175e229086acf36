"""What is refused of what people choose for themselves, in three languages."""

from __future__ import annotations

from shared.errors import Forbidden, Text


class OnlyForOneself(Forbidden):
    """Nobody chooses for somebody else."""

    slug = "only-for-oneself"
    title = Text("Everybody chooses for themselves", "Chacun choisit pour soi", "Alle wählen für sich selbst")
    advice = Text(
        "You can choose your own language and time zone only. What HR tells of others is changed in the HR system.",
        "Vous ne pouvez choisir que votre propre langue et votre propre fuseau horaire. Ce que le système RH indique d'autrui se modifie là-bas.",
        "Sie können nur Ihre eigene Sprache und Zeitzone wählen. Was das Personalsystem über andere meldet, wird dort geändert.",
    )
