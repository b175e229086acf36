"""Which words make two ideas similar: the same, or nearly the same, without accents and endings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

_WORD = re.compile(r"[a-z0-9]+")
_SHORT = 4
_LIKE = 0.5
_MOST = 8
_COMPARED = 2


def words(text: str) -> list[str]:
    """The telling words of a text, folded, each once, in order; short ones tell nothing."""
    folded = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").replace("œ", "oe").replace("æ", "ae"))
    found = _WORD.findall("".join(sign for sign in folded if not unicodedata.combining(sign)))
    return list(dict.fromkeys(word for word in found if len(word) >= _SHORT))


def wanted(title: str, text: str) -> str:
    """A text search for ideas with at least two of the longest words (with one, if there is only one); may be empty."""
    asked = _longest(words(title) or words(text), _MOST)
    if len(asked) < 2:
        return "".join(asked)
    return " | ".join(f"({one} & {other})" for one, other in combinations(asked, 2))


def nearly(title: str) -> str:
    """What a title is compared by, letter by letter: the words that tell most. Each letter more is looked up by itself."""
    return " ".join(_longest(words(title), _COMPARED)) or title


def _longest(found: list[str], most: int) -> list[str]:
    return sorted(found, key=len, reverse=True)[:most]


def shared_words(asked: str, found: str) -> list[str]:
    """The words of the found text for which there is a like one in what was asked: the reason that is shown."""
    ours = words(asked)
    known, sizes = set(ours), [len(_trigrams(own)) for own in ours]
    holding: dict[
        str, list[int]
    ] = {}  # trigram -> places of our words that have it: no word is held against all others
    for place, own in enumerate(ours):
        for trigram in _trigrams(own):
            holding.setdefault(trigram, []).append(place)
    return [word for word in words(found) if word in known or _alike(_trigrams(word), holding, sizes)]


def _alike(theirs: frozenset[str], holding: Mapping[str, list[int]], sizes: Sequence[int]) -> bool:
    """Whether one of our words has at least half of all trigrams of both in common with theirs."""
    common = Counter(place for trigram in theirs for place in holding.get(trigram, ()))
    return any(both / (len(theirs) + sizes[place] - both) >= _LIKE for place, both in common.items())


@lru_cache(maxsize=20_000)
def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
