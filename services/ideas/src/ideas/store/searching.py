"""How ideas are found by their words: the newest are looked through first, so that a frequent word costs hardly more than a
rare one, however many ideas there are. Nothing here must be planned for the words that are asked for.

The index holds each word of an idea with its language (``en.room``), and once more with its place among the others by its
number: with which 512 it was handed in (``en.room~3``), and with which 8192 (``en.room~~0``). The words of a title are in it
a second time (``en^room``). The function ``searchable`` of the migrations makes these, which nobody can type; ``en.`` alone
is in every English idea, and ``en^`` too.
"""

from __future__ import annotations

# A search in one language for the index: its words, where chr(1) stands for the place that is then put in, and chr(2) for
# what says whether the title alone is looked at. What is left out or must follow something is for ``_EXACT`` to look at: a
# search for nothing but that finds all ideas of the language.
_FORM = r"""
CASE WHEN numnode({language}) > 0 THEN regexp_replace(
    CASE WHEN querytree({language}) IN ('', 'T') THEN '''''' ELSE
        '(' || regexp_replace(querytree({language}), '<(-|\d+)>', '&', 'g') || ')' END,
    '''((?:[^'']|'''')*)''', '''{language}' || chr(2) || '\1' || chr(1) || '''', 'g') END
"""
# What was typed, in each language: an idea is searched in its own, nobody says in which one they search, and what is left
# out is left out. Where a language leaves nothing of it (its commonest words) none of its ideas has it, and where all of them
# do, ``form`` is NULL.
# {0}: the words; {1}: how they are read, ``websearch_to_tsquery`` or ``to_tsquery``.
ASKED = f"""
asked AS MATERIALIZED (
    SELECT ARRAY[en, fr, de] AS typed, form, translate(form, chr(2) || chr(1), '.')::tsquery AS own,
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
# A part of the newest ideas, for each look at them: what is asked for in all of it, its lowest number, and an id that is newer
# than every idea with a lower number. Those were handed in before its first one was; ten seconds are for clocks that differ
# and a transaction that waited.
_PART = """
{part} AS MATERIALIZED (
    SELECT titled, lowest, places::tsquery AS query, coalesce(
        (SELECT (lpad(to_hex((extract(epoch FROM priority_at) * 1000)::bigint + 10000), 12, '0') || repeat('f', 20))::uuid
        FROM idea WHERE number >= lowest AND lowest > 0 ORDER BY number LIMIT 1),
        '00000000-0000-0000-0000-000000000000'
    ) AS edge
    FROM (
        SELECT titled, since * {size} AS lowest, (
            SELECT string_agg(replace(replace(form, chr(1), '{mark}' || place), chr(2), sign), ' | ')
            FROM generate_series(since, until) AS place
        ) AS places
        FROM (
            SELECT titled, sign, form, last / {size} AS until,
                coalesce((SELECT number FROM idea WHERE idea_id = after), last) / {size} - {more} AS since
            FROM asked, looks, (SELECT max(number) AS last FROM idea) AS numbers
        ) AS places
    ) AS part
)
"""
# The looks, one after the other: each at titles alone or at all words, from the last one on that was shown, or NULL.
# {0}: rows of these two.
LOOKS = """
looks AS (
    SELECT titled, after, CASE WHEN titled THEN '^' ELSE '.' END AS sign FROM (VALUES {0}) AS looks (titled, after)
)
"""
RECENT = ", ".join((
    LOOKS,
    _PART.format(part="recent", mark="~", size=512, more=4),
    _PART.format(part="lately", mark="~~", size=8192, more=1),
))  # fmt: skip
_SEARCHABLE = "searchable(words, language, number)"
_OWN = "(SELECT own FROM asked)"
_TYPED = "(SELECT typed FROM asked)[CASE language WHEN 'fr' THEN 2 WHEN 'de' THEN 3 ELSE 1 END]"
MATCHES = f"words @@ {_TYPED}"
"""Without the index: for the few ideas that are chosen by something else."""
_EXACT = f"((SELECT loose FROM asked) IS NOT TRUE OR {MATCHES})"
FOUND = f"status <> 'withdrawn' AND {_SEARCHABLE} @@ {_OWN} AND {_EXACT}"
TITLED = f"ts_filter(words, ARRAY['a'::\"char\"]) @@ {_TYPED}"
"""Whether what is asked for is in the title alone."""
# One after the other: an idea is looked for in the first part that it lies in. A plan that says each look by itself takes
# longer to begin and to end: a twentieth of a search among ten thousand ideas.
_PARTS = """
looks CROSS JOIN LATERAL (
    SELECT query, edge, lowest, NULL::uuid AS edge_before, NULL::bigint AS lowest_before
    FROM recent WHERE recent.titled = looks.titled
    UNION ALL
    SELECT lately.query, least(lately.edge, recent.edge), lately.lowest, recent.edge, recent.lowest
    FROM recent JOIN lately USING (titled) WHERE titled = looks.titled
    UNION ALL
    SELECT translate(form, chr(2) || chr(1), sign)::tsquery, NULL, NULL, least(lately.edge, recent.edge), lately.lowest
    FROM asked, recent JOIN lately USING (titled) WHERE titled = looks.titled
) AS part
"""
# The ids are compared after the words (OFFSET 0): an index on them would go through a part of the table of any size.
NEWEST = f"""
SELECT look.idea_id, looks.titled FROM {_PARTS} CROSS JOIN LATERAL (
    SELECT idea_id FROM (
        SELECT idea_id, number FROM idea WHERE {_SEARCHABLE} @@ part.query AND {{more}} AND {_EXACT} OFFSET 0
    ) AS found
    WHERE (edge IS NULL OR (idea_id > edge AND number >= lowest))
        AND (idea_id > edge_before AND number >= lowest_before) IS NOT TRUE AND (after IS NULL OR idea_id < after)
    ORDER BY idea_id DESC LIMIT {{limit}}
) AS look LIMIT {{limit}}
"""
"""Ids of what was handed in and has the words, look by look, the newest first, ``more`` of each being true. A part is looked
into only where those before it are too short.
"""
TITLES_FIRST = f"({TITLED}) = looks.titled"
"""For ``more``: a look at titles and one at all words, where what the first has found is not in the second."""
