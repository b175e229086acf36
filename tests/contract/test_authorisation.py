"""The matrix is whole: every operation has its row, every row can be tried, and the page shows it as it is."""

from __future__ import annotations

import pytest
from tests.authorisation import page
from tests.authorisation.matrix import Matrix, described, matrix, operations
from tests.authorisation.stages import STAGES
from tests.authorisation.staging import EVERYWHERE

from shared.service import installed


def test_every_service_has_its_rows() -> None:
    assert set(described()) == set(installed())
    assert set(STAGES) == set(described())


@pytest.mark.parametrize("service", described())
def test_every_operation_has_a_row_and_every_row_an_operation(service: str) -> None:
    assert {row.operation for row in matrix(service).rows} == set(operations(service))


@pytest.mark.parametrize("service", described())
def test_every_row_can_be_tried(service: str) -> None:
    for row in matrix(service).rows:
        assert row.thing in STAGES[service].places or row.thing in EVERYWHERE, row.id
        assert row.anyone == operations(service)[row.operation].open, row.id
        assert row.anyone or set(row.outcomes) == set(matrix(service).actors), row.id


def test_the_page_is_current() -> None:
    assert page.PAGE.read_text("utf-8") == page.page(), "run `make docs`"


def _matrix_of(monkeypatch: pytest.MonkeyPatch, **row: object) -> Matrix:
    files = {"some": {"actors": {"author": "", "other": ""}, "rows": [row]}, "operations": {"rows": []}}
    monkeypatch.setattr("tests.authorisation.matrix._read", files.__getitem__)
    return matrix.__wrapped__("some")


@pytest.mark.parametrize(
    "row",
    [
        {"operation": "a", "allow": ["author"]},
        {"operation": "a", "allow": ["author", "nobody"], "hide": "everyone else"},
        {"operation": "a", "allow": ["author"], "hide": ["author"], "refuse": "everyone else"},
        {"operation": "a", "allow": "everyone else", "hide": "everyone else"},
        {"operation": "a", "allow": ["author"], "omit": "everyone else"},
        {"operation": "a", "allows": ["author"], "hide": "everyone else"},
    ],
)
def test_a_row_that_leaves_somebody_out_or_contradicts_itself_is_refused(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="some: a on"):
        _matrix_of(monkeypatch, **row)


def test_a_whole_row_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = _matrix_of(monkeypatch, operation="a", allow=["author"], hide="everyone else").rows
    assert row.outcomes == {"author": "allow", "other": "hide"}
