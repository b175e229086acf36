"""How ideas are found by their words: the newest are looked through first, so that a frequent word costs hardly more than a
rare one, however many ideas there are. Nothing here must be planned for the words that are asked for.

The index holds with the words of an idea its language and, by its number, its place among the others: in which 512 it was
handed in, and in which 8192. The function ``sought`` of the migrations adds these marks, which nobody can type.
"""

from __future__ import annotations

# What was typed, in each language: an idea is searched in its own, nobody says in which one they search, and what is left
# out is left out. Where a language leaves nothing of it (its commonest words) none of its ideas has it, and where all of them
# do, ``own`` is NULL: an empty search joined with a mark would be the mark alone, and find every idea that has it.
# {0}: the words; {1}: how they are read, ``websearch_to_tsquery`` or ``to_tsquery``.
ASKED = """
asked AS MATERIALIZED (
    SELECT en, fr, de, CASE WHEN numnode(own) > 0 THEN own END AS own FROM (
        SELECT en, fr, de, (CASE WHEN numnode(en) > 0 THEN en && '''~en''' ELSE '' END)
            || (CASE WHEN numnode(fr) > 0 THEN fr && '''~fr''' ELSE '' END)
            || (CASE WHEN numnode(de) > 0 THEN de && '''~de''' ELSE '' END) AS own
        FROM (
            SELECT {1}('english'::regconfig, typed) AS en, {1}('french'::regconfig, typed) AS fr,
                {1}('german'::regconfig, typed) AS de
            FROM (SELECT folded({0}) AS typed OFFSET 0) AS words OFFSET 0
        ) AS each OFFSET 0
    ) AS marked
)
"""
# A part of the newest ideas: the marks of all of it, its lowest number, and an id that is newer than every idea with a lower
# number. Those were handed in before its first one was; ten seconds are for clocks that differ and a transaction that waited.
# {after}: the last one that was shown, or NULL.
_PART = """
{part} AS MATERIALIZED (
    SELECT lowest, marks::tsquery AS marks, coalesce(
        (SELECT (lpad(to_hex((extract(epoch FROM priority_at) * 1000)::bigint + 10000), 12, '0') || repeat('f', 20))::uuid
        FROM idea WHERE number >= lowest AND lowest > 0 ORDER BY number LIMIT 1),
        '00000000-0000-0000-0000-000000000000'
    ) AS edge
    FROM (
        SELECT since * {size} AS lowest,
            (SELECT string_agg('''{mark}' || place || '''', ' | ') FROM generate_series(since, until) AS place) AS marks
        FROM (
            SELECT coalesce((SELECT number FROM idea WHERE idea_id = {after}), last) / {size} - {more} AS since,
                last / {size} AS until
            FROM (SELECT max(number) AS last FROM idea) AS numbers
        ) AS places
    ) AS part
)
"""
RECENT = ", ".join((
    _PART.format(part="recent", mark="~", size=512, more=4, after="{0}"),
    _PART.format(part="lately", mark="~~", size=8192, more=2, after="{0}"),
))  # fmt: skip
_SOUGHT = "sought(words, language, number)"
_OWN = "(SELECT own FROM asked)"
FOUND = f"status <> 'withdrawn' AND {_SOUGHT} @@ {_OWN}"
RANK = """
round(ts_rank(words, CASE language WHEN 'fr' THEN (SELECT fr FROM asked) WHEN 'de' THEN (SELECT de FROM asked)
    ELSE (SELECT en FROM asked) END)::numeric, 6)
"""
_IN_RECENT = "idea_id > (SELECT edge FROM recent) AND number >= (SELECT lowest FROM recent)"
_IN_LATELY = """
idea_id > (SELECT least(lately.edge, recent.edge) FROM lately, recent) AND number >= (SELECT lowest FROM lately)
"""
# The ids are compared after the words (OFFSET 0): an index on them would go through a part of the table of any size.
_LOOK = f"""
(SELECT idea_id FROM (SELECT idea_id, number FROM idea WHERE {_SOUGHT} @@ {{query}} AND {{{{more}}}} OFFSET 0) AS found
    WHERE {{where}} {{{{beyond}}}} ORDER BY idea_id DESC LIMIT {{{{limit}}}})
"""
NEWEST = f"""
SELECT idea_id FROM (
    {_LOOK.format(query=f"({_OWN} && (SELECT marks FROM recent))", where=_IN_RECENT)} UNION ALL
    {_LOOK.format(query=f"({_OWN} && (SELECT marks FROM lately))", where=f"{_IN_LATELY} AND ({_IN_RECENT}) IS NOT TRUE")} UNION ALL
    {_LOOK.format(query=_OWN, where=f"({_IN_LATELY}) IS NOT TRUE")}
) AS found LIMIT {{limit}}
"""
"""Ids of what was handed in and has the words, the newest first, ``more`` of each being true, those ``beyond`` a cursor. A
part is looked into only where those before it are too short.
"""
