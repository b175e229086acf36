"""How ideas are found by their words: the newest are looked through first, so that a frequent word costs hardly more than a
rare one, however many ideas there are. Nothing here must be planned for the words that are asked for.

The index holds each word of an idea with its language (``en.room``), and once more with its place among the others by its
number: with which 512 it was handed in (``en.room~3``), and with which 8192 (``en.room~~0``). The words of a title are in it
a second time (``en^room``). The function ``searchable`` of the migrations makes these, which nobody can type; ``en.`` alone
is in every English idea, and ``en^`` too.
"""

from __future__ import annotations

from collections.abc import Mapping

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
# The looks, one after the other: each from the last one on that was shown, or NULL; with the number of that one, or else the
# greatest. ``titled``: at titles, at the others that have the words, or NULL: at all. Where something is left out or must follow
# something, the index alone cannot tell which those others are: there TITLES_FIRST looks at the words. {0}: rows of these two.
_LOOKS = """
looks AS MATERIALIZED (
    SELECT titled, after, last, coalesce((SELECT number FROM idea WHERE idea_id = after), last) AS first,
        CASE WHEN titled THEN replace(form, chr(2), '^') WHEN titled IS NULL OR loose THEN replace(form, chr(2), '.')
            ELSE '(' || replace(form, chr(2), '.') || ') & !(' || replace(form, chr(2), '^') || ')' END AS form
    FROM asked, (VALUES {0}) AS looks (titled, after), (SELECT max(number) AS last FROM idea) AS numbers
)
"""
# Of a part of the newest ideas: its lowest number, an id that is newer than every idea with a lower number, and what is asked
# for in all of it. Those were handed in before its first one was; ten seconds are for clocks that differ and a transaction
# that waited.
_LOWEST = "(first / {size} - {more}) * {size}"
_EDGE = """
CASE WHEN {lowest} > 0 THEN (
    SELECT (lpad(to_hex((extract(epoch FROM priority_at) * 1000)::bigint + 10000), 12, '0') || repeat('f', 20))::uuid
    FROM idea WHERE number >= {lowest} ORDER BY number LIMIT 1
) ELSE '00000000-0000-0000-0000-000000000000' END
"""
_PLACES = """
(
    SELECT string_agg(replace(form, chr(1), '{mark}' || place), ' | ')::tsquery
    FROM generate_series(first / {size} - {more}, last / {size}) AS place
)
"""


def parts_of(recent: Mapping[str, object], lately: Mapping[str, object]) -> str:
    """The parts of each look, one after the other: an idea is looked for in the first one that it lies in. ``size``, ``more``
    parts than the newest, and ``mark`` of each. They are the rows of one list, as a plan that says each by itself has 113
    nodes in place of 73, and took a tenth longer among ten thousand ideas.
    """
    lowest, lowest_lately = (_LOWEST.format(**each) for each in (recent, lately))
    edges = ", ".join(
        f"{_EDGE.format(lowest=each)} AS {name}" for each, name in ((lowest, "near"), (lowest_lately, "far"))
    )
    return f"""
edges AS MATERIALIZED (SELECT *, {edges} FROM looks), parts AS (
    SELECT titled, after, part.* FROM edges CROSS JOIN LATERAL (VALUES
        ({_PLACES.format(**recent)}, near, {lowest}, NULL::uuid, NULL::bigint),
        ({_PLACES.format(**lately)}, least(near, far), {lowest_lately}, near, {lowest}),
        (translate(form, chr(1), '')::tsquery, NULL, NULL, least(near, far), {lowest_lately})
    ) AS part (query, edge, lowest, edge_before, lowest_before)
)
"""


# Some 2,300: of 2 to 6 more at ten thousand ideas, four took least. With fewer, more searches look twice; with more, each
# fetches more than it shows.
_PARTS = parts_of({"size": 512, "more": 4, "mark": "~"}, {"size": 8192, "more": 1, "mark": "~~"})
RECENT = f"{_LOOKS}, {_PARTS}"
_SEARCHABLE = "searchable(words, language, number)"
_OWN = "(SELECT own FROM asked)"
_TYPED = "(SELECT typed FROM asked)[CASE language WHEN 'fr' THEN 2 WHEN 'de' THEN 3 ELSE 1 END]"
MATCHES = f"words @@ {_TYPED}"
"""Without the index: for the few ideas that are chosen by something else."""
_EXACT = f"((SELECT loose FROM asked) IS NOT TRUE OR {MATCHES})"
FOUND = f"status <> 'withdrawn' AND {_SEARCHABLE} @@ {_OWN} AND {_EXACT}"
TITLED = f"ts_filter(words, ARRAY['a'::\"char\"]) @@ {_TYPED}"
"""Whether what is asked for is in the title alone."""
# The ids are compared after the words (OFFSET 0): an index on them would go through a part of the table of any size.
NEWEST = f"""
SELECT look.idea_id, parts.titled FROM parts CROSS JOIN LATERAL (
    SELECT idea_id FROM (
        SELECT idea_id, number FROM idea WHERE {_SEARCHABLE} @@ parts.query AND {{more}} AND {_EXACT} OFFSET 0
    ) AS found
    WHERE (edge IS NULL OR (idea_id > edge AND number >= lowest))
        AND (idea_id > edge_before AND number >= lowest_before) IS NOT TRUE AND (after IS NULL OR idea_id < after)
    ORDER BY idea_id DESC LIMIT {{limit}}
) AS look LIMIT {{limit}}
"""
"""Ids of what was handed in and has the words, look by look, the newest first, ``more`` of each being true. A part is looked
into only where those before it are too short.
"""
TITLES_FIRST = f"((SELECT loose FROM asked) IS NOT TRUE OR ({TITLED}) = parts.titled)"
"""For ``more``: a look at titles and one at all words, where what the first has found is not in the second."""
