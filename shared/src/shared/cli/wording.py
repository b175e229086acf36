"""How commands say numbers of things."""

from __future__ import annotations

_ONE = {"bodies": "body", "people": "person"}
"""The words whose last letter alone does not make them one."""


def counted(number: int, things: str) -> str:
    """A number of things as one says it: ``1 body``, ``1,200 ideas``. ``things`` is the plural, the noun its last word."""
    *before, noun = things.split(" ")
    one = _ONE.get(noun, noun.removesuffix("s"))
    return " ".join([f"{number:,}", *before, one if number == 1 else noun])
