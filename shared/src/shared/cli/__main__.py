"""``python -m shared.cli``: ``parley`` where no program of that name is installed."""

from shared.cli import app

app()
