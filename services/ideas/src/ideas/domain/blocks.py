"""How figures about people are told: in blocks of enough persons, so that no two figures differ by fewer (invariant 11).

Everything that is counted lies in exactly one block, and a block in exactly one place of a tree: as deep as it has enough
persons. A figure is the sum of whole blocks. Whatever is subtracted from whatever, what is left is blocks too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Path = tuple[Hashable, ...]
"""A place in the tree, from the root: each step is told only where there are enough persons."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is told together: which items, and the place that all of them lie in."""

    path: Path
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is counted: where it lies, and the persons behind it."""

    path: Path
    persons: frozenset[UUID]


def blocks(items: Sequence[Item], least: int) -> list[Block]:
    """The items in blocks of at least so many persons. Too few in one place fold into the place above; where what is left
    of a place would be too few, its smallest block goes with it. Fewer than enough in all: no block.
    """
    alike: dict[Path, list[int]] = defaultdict(list)  # what lies in one place stays together: it is folded as one
    for each, item in enumerate(items):
        alike[item.path].append(each)
    groups = [Item(path, _union(items, found)) for path, found in alike.items()]
    within = list(alike.values())
    told, _ = _fold(groups, (), range(len(groups)), least)
    return [Block(made.path, tuple(sorted(each for one in made.items for each in within[one]))) for made in told]


def places(items: Sequence[Item]) -> Counter[frozenset[Hashable]]:
    """How many items lie in each place, by the steps to it."""
    return Counter({frozenset(path): many for path, many in Counter(item.path for item in items).items()})


def _fold(items: Sequence[Item], path: Path, here: Collection[int], least: int) -> tuple[list[Block], list[int]]:
    """The blocks in one place, and what must fold into the place above."""
    told: list[Block] = []
    rest: list[int] = []
    below: dict[Hashable, list[int]] = defaultdict(list)
    for each in here:
        deeper = items[each].path[len(path) : len(path) + 1]
        (below[deeper[0]] if deeper else rest).append(each)
    for step, found in below.items():
        inside, left = _fold(items, (*path, step), found, least)
        told += inside
        rest += left
    while rest and told and _persons(items, rest) < least:
        smallest = min(told, key=lambda block: _persons(items, block.items))
        told.remove(smallest)
        rest += smallest.items
    if rest and _persons(items, rest) >= least:
        return [*told, Block(path, tuple(sorted(rest)))], []
    return told, rest


def _union(items: Sequence[Item], which: Collection[int]) -> frozenset[UUID]:
    return frozenset[UUID]().union(*(items[each].persons for each in which))


def _persons(items: Sequence[Item], which: Collection[int]) -> int:
    return len(_union(items, which))


@dataclass(frozen=True, slots=True)
class Sum:
    """What is told of a question: the items of whole blocks. ``folded``: others belong to it, and are told only above."""

    items: tuple[int, ...]
    folded: bool

    @property
    def hidden(self) -> bool:
        """There is something, and too few persons for a figure."""
        return self.folded and not self.items


def told(there: Mapping[frozenset[Hashable], int], made: Sequence[Block], wanted: Collection[Hashable]) -> Sum:
    """The sum of the blocks that lie wholly within the steps wanted. ``there``: how many items lie where, from ``places``."""
    asked = frozenset(wanted)
    inside = tuple(each for block in made if asked.issubset(block.path) for each in block.items)
    belong = sum(many for steps, many in there.items() if asked <= steps)
    return Sum(inside, belong > len(inside))
