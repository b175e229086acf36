"""The information package over HTTP: its versions, its receipt, whether it is complete."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from shared.errors import Unknown
from shared.http import Signed, UnitOfWork, created
from shared.http import router as open_router
from union_dialogue.actions import clocks
from union_dialogue.actions.access import visible
from union_dialogue.actions.clocks import Receipt
from union_dialogue.api.requests import NewPackage, Objection, ReceiptIn, Settlement
from union_dialogue.api.views import CaseView, PackageView, case_view
from union_dialogue.store import cases

router = open_router(tags=["package"])


@router.post("/cases/{case_id}/package", status_code=201, summary="Provide the information package")
async def provide(tx: UnitOfWork, signed: Signed, case_id: UUID, body: NewPackage, response: Response) -> CaseView:
    """Provide the package, or a new version; while the clock runs say whether it restarts. For the consultation officer."""
    content = body.model_dump(exclude={"restarts_clock"})
    case = await clocks.provide(tx, signed.person_id, case_id, content, restarts=body.restarts_clock)
    created(response, f"/api/cases/{case_id}", case.edition)
    return case_view(case, signed.locale)


@router.get("/cases/{case_id}/package", summary="The information package")
async def get_package(
    tx: UnitOfWork,
    signed: Signed,
    case_id: UUID,
    version: Annotated[int | None, Query(ge=1, le=10_000, description="left out: the newest")] = None,
) -> PackageView:
    """A version of the package, or the newest. For management, the scheme office and those who represent the body."""
    await visible(tx, signed.person_id, case_id)
    row = await cases.get_package(tx, case_id, version)
    if row is None:
        raise Unknown(what="package")
    return PackageView(**row["content"], package_version=row["package_version"], provided_at=row["provided_at"])


@router.post("/cases/{case_id}/receipt", summary="Confirm receipt")
async def receive(tx: UnitOfWork, signed: Signed, case_id: UUID, body: ReceiptIn) -> CaseView:
    """Confirm receipt, now or since it was provided: the clock starts. For those who sit in the body.

    That it merely arrived in the mailbox is recorded by the consultation officer.
    """
    receipt = Receipt(body.received_at, body.mode, body.service_ends)
    return case_view(await clocks.receive(tx, signed.person_id, case_id, receipt), signed.locale)


@router.post("/cases/{case_id}/completeness", summary="Object that the package is incomplete")
async def dispute(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Objection) -> CaseView:
    """Object; whether that stops the clock is for the regime to say. For those who sit in the body."""
    return case_view(await clocks.dispute(tx, signed.person_id, case_id, body.kind), signed.locale)


@router.post("/cases/{case_id}/completeness/settlement", summary="Settle the objection")
async def settle(tx: UnitOfWork, signed: Signed, case_id: UUID, body: Settlement) -> CaseView:
    """The package was completed, or the objection is taken back. For those who sit in the body.

    The consultation officer may say that it was completed, once a newer version was provided.
    """
    case = await clocks.settle(tx, signed.person_id, case_id, body.outcome, body.completed_on)
    return case_view(case, signed.locale)
