"""Whom a case concerns themselves: they do not vote, and where the regime says so they are not there either.

Germany keeps them from deliberation and vote (BPersVG s.41); the Code du travail has no such rule, so a CSE is warned.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from shared.events import union_dialogue as told
from union_dialogue.domain.bench import check_acting
from union_dialogue.domain.case import Act, Case, Told, event_of
from union_dialogue.domain.refusals import NotRecused


def recuse(case: Case, person_id: UUID, act: Act) -> Told:
    """A member says that the matter concerns them: they take no part from now on."""
    check_acting(case)
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
    return case, (told.MembersLeftOut(**event_of(case, act), person_ids=tuple(sorted(case.left_out))),)
