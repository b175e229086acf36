"""Regimes of consultation, as data: one TOML file a profile in ``profiles/``, or one that the organisation added.

A profile says how long a body has, in which unit, what silence means, what an objection or an agreement changes, and
where it is written. Profiles shipped are templates, to be checked by counsel; docs/how-to/add-a-regime.md adds one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.errors import Text, Unfit

Unit = Literal["working-days", "calendar-days", "weeks", "months"]
Form = Literal["written", "electronic", "oral"]
Variant = Literal[
    "normal",
    "urgent",
    "stepped",
    "stepped-urgent",
    "expert",
    "experts-central-and-site",
    "site-opinion",
    "site-opinion-experts",
]
Concern = Literal["author", "line-manager"]
EVERY_CONCERN: tuple[Concern, ...] = ("author", "line-manager")
Effect = Literal["deemed-approved", "deemed-negative"]
"""What silence does to an open case."""
Silence = Literal[
    "deemed-approved",
    "deemed-negative",
    "none",
    "as-agreed",
    "not-referred-refusal-stands",
    "not-referred-measure-may-proceed",
    "conciliation-decision-stands",
]
Sentence = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]

NOTICE = Text(
    "Template, to be checked by counsel.", "Modèle, à vérifier par un juriste.", "Vorlage, rechtlich zu prüfen."
)


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Part):
    """A length: so many of a unit."""

    n: int = Field(ge=1, le=1000)
    unit: Unit


class Names(Part):
    """The name of a regime in the three languages."""

    en: Sentence
    fr: Sentence
    de: Sentence

    @property
    def text(self) -> Text:
        return Text(self.en, self.fr, self.de)


class Before(Part):
    """A period that ends some days before another variant's last day (the opinion of a site, for example)."""

    of: Variant
    days: int = Field(ge=1, le=60)


class Regime(Part):
    """A profile. ``lengths`` has no ``normal`` where the period comes from an agreement alone."""

    key: str = Field(min_length=2, max_length=40, pattern=r"^[A-Z][A-Za-z0-9-]*$")
    version: int = Field(ge=1, le=1_000_000)
    family: str = Field(
        min_length=2, max_length=40, pattern=r"^[A-Z][A-Za-z0-9-]*$", description="regimes a body may choose between"
    )
    kind: Literal["consultation", "step"] = Field(
        default="consultation", description="step: a period within another procedure; no case runs under it"
    )
    names: Names
    source: Sentence = Field(description="where the rule is written")
    checked_by: Sentence | None = Field(default=None, description="who checked it; null: a template")
    lengths: Mapping[Variant, Span] = {}
    before: Mapping[Variant, Before] = {}
    silence: Silence
    rest_day_end: Literal["moved", "stands", "disputed"] = Field(
        default="moved", description="a period in calendar units that ends on a Saturday, Sunday or holiday"
    )
    agreement_forms: tuple[Form, ...] = ("written", "electronic")
    objection: Literal["restarts", "no-effect"] = Field(
        default="restarts", description="an objection, in time, that the package is incomplete"
    )
    added_information: Literal["stands", "disputed"] = "stands"
    court_may_extend: bool = False
    mailbox: Literal["disputed", "same-day"] = Field(
        default="same-day", description="what merely arrived after service hours: next working day, but disputed"
    )
    majority: Literal["of-present", "of-votes"] = Field(
        default="of-present", description="of-present: an abstention counts as a no; a tie is lost in both"
    )

    quorum: Literal["half-of-seats", "none"] = Field(
        default="half-of-seats", description="how many of the seats must be there to resolve anything"
    )
    concerned_vote: Literal["void", "flagged"] = Field(
        default="void", description="a vote that somebody whom the matter concerns could have decided"
    )
    concerned: tuple[Concern, ...] = Field(
        default=EVERY_CONCERN, description="whom the matter concerns, besides those who say so themselves"
    )
    concerned_member: Literal["leaves", "stays"] | None = Field(
        default=None, description="leaves: takes no part in deliberation either; null: where the vote would be void"
    )
    spokesperson: Literal["chair", "secretary"] = Field(
        default="chair",
        description="what the one is called who leads the body; where the employer presides, its secretary",
    )
    stand_in: tuple[Literal["deputy", "elected"], ...] = Field(
        default=("deputy", "elected"), description="who leads while the chair cannot, in this order"
    )
    receivers: Literal["lead", "members"] = Field(
        default="lead",
        description="to whom the package is addressed: who leads the body, or every member; any member may confirm receipt",
    )
    substitutes: Literal["in-order", "body-names"] = Field(
        default="in-order", description="which substitute takes a seat: the first of the order, or whom the body names"
    )
    consent_needed: bool = Field(
        default=False, description="true: without the body's consent, or what replaces it, the measure is not taken"
    )

    @model_validator(mode="after")
    def _lengths_fit(self) -> Regime:
        """Every length has its normal one beside it, and no period hangs on one that is missing."""
        if self.lengths and "normal" not in self.lengths:
            raise Unfit(
                "Lengths need the variant normal.",
                "Il faut aux durées la variante normal.",
                "Die Fristen brauchen die Variante normal.",
            )
        if any(one.of not in self.lengths for one in self.before.values()):
            raise Unfit(
                "A period before another one needs the length of that one.",
                "Une période qui en précède une autre a besoin de la durée de celle-ci.",
                "Eine Frist vor einer anderen braucht die Länge der anderen.",
            )
        if not self.lengths and self.kind == "step":
            raise Unfit("A step needs a length.", "Une étape a besoin d'une durée.", "Eine Stufe braucht eine Dauer.")
        return self

    @property
    def concerned_leave(self) -> bool:
        """Whether those whom the matter concerns are kept from deliberation too."""
        return self.concerned_member == "leaves" or (self.concerned_member is None and self.concerned_vote == "void")

    @property
    def notice(self) -> Text:
        """That it is a template, or who checked it."""
        by = self.checked_by
        return Text(f"Checked by {by}.", f"Vérifié par {by}.", f"Geprüft von {by}.") if by else NOTICE


def read(text: str) -> Regime:
    """A profile from its TOML text. ValidationError or TOMLDecodeError, which say what is wrong with it."""
    return Regime.model_validate(tomllib.loads(text))


def kept(value: Mapping[str, Any]) -> Regime:
    """A profile from what was stored; members that this version does not know yet are left out."""
    return Regime.model_validate({name: each for name, each in value.items() if name in Regime.model_fields})


@cache
def shipped() -> dict[str, Regime]:
    """The templates that come with the product, by key."""
    folder = resources.files("union_dialogue.domain") / "profiles"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    found = [read(each.read_text("utf-8")) for each in files]
    return {regime.key: regime for regime in found}
