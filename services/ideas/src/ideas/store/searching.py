"""How ideas are found by their words: the newest are looked through first, so that a frequent word costs hardly more than a
rare one, however many ideas there are. Nothing here must be planned for the words that are asked for.

The index holds each word of an idea with its language (``en.room``), and once more with its place among the others by its
number: with which 512 it was handed in (``en.room~3``), and with which 8192 (``en.room~~0``). The function ``searchable`` of
the migrations makes these, which nobody can type; ``en.`` alone is in every English idea.
"""

from __future__ import annotations

# A search in one language for the index: its words, where chr(1) stands for the place that is then put in. What is left out
# or must follow something is for ``_EXACT`` to look at: a search for nothing but that finds all ideas of the language.
_FORM = r"""
CASE WHEN numnode({language}) > 0 THEN regexp_replace(
    CASE WHEN querytree({language}) IN ('', 'T') THEN '''''' ELSE
        '(' || regexp_replace(querytree({language}), '<(-|\d+)>', '&', 'g') || ')' END,
    '''((?:[^'']|'''')*)''', '''{language}.\1' || chr(1) || '''', 'g') END
"""
# What was typed, in each language: an idea is searched in its own, nobody says in which one they search, and what is left
# out is left out. Where a language leaves nothing of it (its commonest words) none of its ideas has it, and where all of them
# do, ``form`` is NULL.
# {0}: the words; {1}: how they are read, ``websearch_to_tsquery`` or ``to_tsquery``.
ASKED = f"""
asked AS MATERIALIZED (
    SELECT en, fr, de, form, replace(form, chr(1), '')::tsquery AS own,
        concat(en, fr, de) ~ '[<!]' AS loose
    FROM (
        SELECT en, fr, de, nullif(concat_ws(' | ', {", ".join(_FORM.format(language=each) for each in ("en", "fr", "de"))}), '')
            AS form
        FROM (
            SELECT {{1}}('english'::regconfig, typed) AS en, {{1}}('french'::regconfig, typed) AS fr,
                {{1}}('german'::regconfig, typed) AS de
            FROM (SELECT folded({{0}}) AS typed OFFSET 0) AS words OFFSET 0
        ) AS each OFFSET 0
    ) AS formed
)
"""
# A part of the newest ideas: what is asked for in all of it, its lowest number, and an id that is newer than every idea with
# a lower number. Those were handed in before its first one was; ten seconds are for clocks that differ and a transaction that
# waited. {after}: the last one that was shown, or NULL.
_PART = """
{part} AS MATERIALIZED (
    SELECT lowest, places::tsquery AS query, coalesce(
        (SELECT (lpad(to_hex((extract(epoch FROM priority_at) * 1000)::bigint + 10000), 12, '0') || repeat('f', 20))::uuid
        FROM idea WHERE number >= lowest AND lowest > 0 ORDER BY number LIMIT 1),
        '00000000-0000-0000-0000-000000000000'
    ) AS edge
    FROM (
        SELECT since * {size} AS lowest,
            (SELECT string_agg(replace(form, chr(1), '{mark}' || place), ' | ') FROM generate_series(since, until) AS place)
            AS places
        FROM (
            SELECT form, coalesce((SELECT number FROM idea WHERE idea_id = {after}), last) / {size} - {more} AS since,
                last / {size} AS until
            FROM asked, (SELECT max(number) AS last FROM idea) AS numbers
        ) AS places
    ) AS part
)
"""
RECENT = ", ".join((
    _PART.format(part="recent", mark="~", size=512, more=4, after="{0}"),
    _PART.format(part="lately", mark="~~", size=8192, more=1, after="{0}"),
))  # fmt: skip
_SEARCHABLE = "searchable(words, language, number)"
_OWN = "(SELECT own FROM asked)"
_TYPED = """
CASE language WHEN 'fr' THEN (SELECT fr FROM asked) WHEN 'de' THEN (SELECT de FROM asked) ELSE (SELECT en FROM asked) END
"""
MATCHES = f"words @@ {_TYPED}"
"""Without the index: for the few ideas that are chosen by something else."""
_EXACT = f"((SELECT loose FROM asked) IS NOT TRUE OR {MATCHES})"
FOUND = f"status <> 'withdrawn' AND {_SEARCHABLE} @@ {_OWN} AND {_EXACT}"
RANK = f"round(ts_rank(words, {_TYPED})::numeric, 6)"
_IN_RECENT = "idea_id > (SELECT edge FROM recent) AND number >= (SELECT lowest FROM recent)"
_IN_LATELY = """
idea_id > (SELECT least(lately.edge, recent.edge) FROM lately, recent) AND number >= (SELECT lowest FROM lately)
"""
# The ids are compared after the words (OFFSET 0): an index on them would go through a part of the table of any size.
_LOOK = f"""
(SELECT idea_id FROM (
    SELECT idea_id, number FROM idea WHERE {_SEARCHABLE} @@ {{query}} AND {{{{more}}}} AND {_EXACT} OFFSET 0
) AS found WHERE {{where}} {{{{beyond}}}} ORDER BY idea_id DESC LIMIT {{{{limit}}}})
"""
NEWEST = f"""
SELECT idea_id FROM (
    {_LOOK.format(query="(SELECT query FROM recent)", where=_IN_RECENT)} UNION ALL
    {_LOOK.format(query="(SELECT query FROM lately)", where=f"{_IN_LATELY} AND ({_IN_RECENT}) IS NOT TRUE")} UNION ALL
    {_LOOK.format(query=_OWN, where=f"({_IN_LATELY}) IS NOT TRUE")}
) AS found LIMIT {{limit}}
"""
"""Ids of what was handed in and has the words, the newest first, ``more`` of each being true, those ``beyond`` a cursor. A
part is looked into only where those before it are too short.
"""
