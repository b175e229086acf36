"""docs/authorisation.md, made from the matrix: ``python -m tests.authorisation.page`` writes it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.authorisation.matrix import OUTCOMES, ROOT, Outcome, Row, described, matrix, operations

PAGE = ROOT / "docs" / "authorisation.md"
_SAYS: dict[Outcome, str] = {"allow": "may", "refuse": "refused (403)", "hide": "hidden (404)", "omit": "left out"}


def page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Who may do what\n\nMade from `tests/authorisation/*.yaml` by `make docs`; every row is tried over HTTP, by every actor, by `make authorisation`."
    yield "**May**: it is done or shown. **Refused**: 403, the thing is known to exist. **Hidden**: 404, whether it exists is secret."
    yield "**Left out**: the list answers, without it. Without a sign-in everything answers 401, except what says “anyone”."
    for service in described():
        told = matrix(service)
        yield f"\n## {service}\n\n| actor | is |\n|---|---|"
        yield from (f"| {actor} | {means} |" for actor, means in told.actors.items())
        yield f"\n| operation | on | {' | '.join(_SAYS[each] for each in OUTCOMES)} |\n|---|---|{'---|' * len(OUTCOMES)}"
        yield from (_line(service, row) for row in told.rows)


def _line(service: str, row: Row) -> str:
    operation = operations(service)[row.operation]
    query = "&".join(f"{name}={value}" for name, value in row.query.items())
    address = f"`{operation.method} {operation.path}{'?' + query if query else ''}`"
    if row.anyone:
        return f"| {address} | {row.thing} | anyone |{' |' * (len(OUTCOMES) - 1)}"
    lists = [[actor for actor, outcome in row.outcomes.items() if outcome == each] for each in OUTCOMES]
    longest = max(lists, key=len)
    said = [_else(row, names) if names is longest and len(names) > 2 else ", ".join(names) for names in lists]
    return f"| {address} | {row.thing} | {' | '.join(said)} |"


def _else(row: Row, names: list[str]) -> str:
    return "everyone" if len(names) == len(row.outcomes) else "everyone else"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
