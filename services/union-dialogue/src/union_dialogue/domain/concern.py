"""Whom a case concerns themselves: they do not vote, and where the regime says so they are not there either.

Germany keeps them from deliberation and vote (BPersVG s.41); the Code du travail has no such rule, so a CSE is warned.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from shared.events import union_dialogue as told
from union_dialogue.domain.case import Act, Case, Told, event_of, needs
from union_dialogue.domain.refusals import NotRecused
from union_dialogue.domain.regimes import EVERY_CONCERN


def concerned(case: Case) -> frozenset[UUID]:
    """Authors, those of merged ideas among them, line managers where the regime counts them, and who said so themselves."""
    kinds = case.regime.concerned if case.regime else EVERY_CONCERN
    authors = (*case.authors, *case.merged) if "author" in kinds else ()
    managers = case.managers if "line-manager" in kinds else ()
    return frozenset((*authors, *managers, *case.recused))


def left_out(case: Case) -> frozenset[UUID]:
    """Those for whom the case and its rooms do not exist, although they hold a mandate; the store says it in SQL."""
    return concerned(case) if case.regime is None or case.regime.concerned_leave else frozenset()


def recuse(case: Case, person_id: UUID, act: Act) -> Told:
    """A member says that the matter concerns them: they take no part from now on."""
    needs(case, "prepared", "provided", "disputed", "running", "lapsed", "opinion")
    if person_id in case.recused:
        return case, ()
    return tell(replace(case, recused=(*case.recused, person_id)), act)


def readmit(case: Case, person_id: UUID, act: Act) -> Told:
    """The body finds that the matter does not concern them."""
    if person_id not in case.recused:
        raise NotRecused
    return tell(replace(case, recused=tuple(each for each in case.recused if each != person_id)), act)


def tell(case: Case, act: Act) -> Told:
    """Say who is left out now, all of them; no new edition shows it to those who see the case."""
    case = replace(case, version=case.version + 1)
    return case, (told.MembersLeftOut(**event_of(case, act), person_ids=tuple(sorted(left_out(case)))),)
