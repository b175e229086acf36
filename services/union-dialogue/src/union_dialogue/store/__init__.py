"""Every statement of union-dialogue, once: cases and packages, rooms, regimes and agreements."""
