"""What the people of the grown organisation write: campaigns, ideas, comments, and who stands behind which idea.

Most ideas find few friends and some find many: endorsements and comments follow a long-tailed (log-normal) distribution.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from shared.cli.demo.organisation import DEPARTMENT, LEAST, OFFICE, SINCE, Organisation
from shared.cli.demo.phrases import LANGUAGES, Tongue, chance, filled, known, tongue
from shared.errors import Language

Fate = Literal["draft", "submitted", "returned", "under_review"]
FATES: tuple[Fate, ...] = ("draft", "submitted", "returned", "under_review")
_OF_A_HUNDRED = (6, 44, 10, 40)
FACETS = ("enhancement", "mission", "adaptive", "anticipatory")
A_CAMPAIGN_EACH, CAMPAIGNS = 200, 6  # ideas before the next campaign begins; campaigns at most
_ENDORSED, _COMMENTED, _LONG = (1.0, 1.35), (0.0, 1.1), (0.9, 0.9)  # mean and deviation of the logarithm
_MOST_COMMENTS, _MOST_SENTENCES = 60, 60
_DEEPEST = 4
_ANSWERS, _MENTIONS, _IN_A_CAMPAIGN, _OTHER_LANGUAGE = 0.35, 0.1, 0.6, 0.1  # shares


@dataclass(frozen=True, slots=True)
class Said:
    """A comment: who says it, ``answers`` to which earlier one of the same idea, whom it mentions."""

    by: int
    text: str
    answers: int | None
    mentions: int | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An idea with all that becomes of it. Persons are numbers in the organisation, ``campaign`` one of the campaigns."""

    number: int
    author: int
    language: Language
    title: str
    text: str
    campaign: int | None
    facets: tuple[str, ...]
    fate: Fate
    endorsers: tuple[int, ...]
    comments: tuple[Said, ...]


def campaigns(ideas: int) -> list[dict[str, Any]]:
    """Those that are open once there are so many ideas, as the API takes them."""
    names = known()["campaigns"][: min(CAMPAIGNS, 1 + max(0, ideas - 1) // A_CAMPAIGN_EACH)]
    return [
        {"names": each, "text": f"**{each['en']}** / {each['fr']} / {each['de']}", "opens_on": SINCE} for each in names
    ]


def ideas(organisation: Organisation, wanted: int) -> Iterator[Planned]:
    """So many ideas, the oldest first. Whoever wrote the n-th was among the first people, as many as there were then:
    with the same seed and the same share of ideas a greater organisation begins with the ideas of a smaller one.
    """
    titles: Counter[tuple[int, str]] = Counter()
    for number in range(wanted):
        there = min(organisation.people, max(LEAST, (number + 1) * organisation.people // wanted))
        yield idea(organisation, number, there, titles)


def idea(organisation: Organisation, number: int, there: int, titles: Counter[tuple[int, str]]) -> Planned:
    """The ``number``-th idea, when ``there`` people are there; ``titles`` counts what each of them wrote before."""
    by = chance(organisation.seed, "idea", number)
    author = int(there * by.random() ** 1.5)  # some write often
    author -= author % DEPARTMENT == OFFICE  # who sorts ideas writes none: nobody handles their own
    language = organisation.language(author) if by.random() > _OTHER_LANGUAGE else by.choice(LANGUAGES)
    words, theme = tongue(language), by.randrange(len(tongue(language).themes))
    title = f"{by.choice(words.themes[theme].titles)} ({by.choice(known()['places'])})"
    titles[author, title] += 1  # nobody writes twice under one title: that is how a second run knows what is there
    title = title if titles[author, title] == 1 else f"{title} {titles[author, title]}"
    text = _text(words, theme, by)
    open_now = min(CAMPAIGNS, 1 + number // A_CAMPAIGN_EACH)
    campaign = by.randrange(open_now) if by.random() < _IN_A_CAMPAIGN else None
    facets = tuple(by.sample(FACETS, by.choice((0, 1, 1, 2))))
    fate = by.choices(FATES, _OF_A_HUNDRED)[0]
    others = [] if fate == "draft" else _others(author, there, by)
    comments = () if fate == "draft" else tuple(_comments(author, there, language, by))
    return Planned(number, author, language, title, text, campaign, facets, fate, tuple(others), comments)


def _tail(by: Random, shape: tuple[float, float], most: int) -> int:
    return min(most, int(by.lognormvariate(*shape)))


def _others(author: int, there: int, by: Random) -> list[int]:
    """Who endorses it: at most a third of those who are there."""
    wanted = _tail(by, _ENDORSED, there // 3)
    return [each for each in by.sample(range(there), wanted + 1) if each != author][:wanted]


def _text(words: Tongue, theme: int, by: Random) -> str:
    """From two sentences to several paragraphs with a list, in Markdown."""
    about = words.themes[theme]
    sentences = [*by.sample(about.why, by.randint(1, 2)), *by.sample(about.how, by.randint(1, 2)), about.gain]
    paragraphs = [" ".join(sentences)]
    left = _tail(by, _LONG, _MOST_SENTENCES)
    while left > 0:
        length = min(left, by.randint(2, 5))
        paragraphs.append(" ".join(filled(each, by) for each in by.sample(words.more, length)))
        left -= length
    if len(paragraphs) > 2:
        points = by.sample(words.points, by.randint(2, 4))
        paragraphs.insert(2, "\n".join((words.list, "", *(f"- {point}" for point in points))))
    return "\n\n".join(paragraphs)


def _comments(author: int, there: int, language: Language, by: Random) -> Iterator[Said]:
    words, said, depths = tongue(language), list[int](), list[int]()
    for _ in range(_tail(by, _COMMENTED, _MOST_COMMENTS)):
        answers = by.randrange(len(depths)) if depths and by.random() < _ANSWERS else None
        answers = None if answers is not None and depths[answers] == _DEEPEST else answers
        depths.append(0 if answers is None else depths[answers] + 1)
        who = author if answers is not None and by.random() < _ANSWERS else by.randrange(there)
        mentions = said[answers] if answers is not None and by.random() < _MENTIONS else None
        said.append(who)
        yield Said(who, filled(by.choice(words.comments if answers is None else words.answers), by), answers, mentions)
