"""How long a period is: as the regime says for the variant, or as both sides agreed before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from union_dialogue.domain.facts import Facts
from union_dialogue.domain.reasons import Reason
from union_dialogue.domain.regimes import Regime, Span, Variant


@dataclass(frozen=True, slots=True)
class Length:
    """A length from day zero, less some days (the opinion of a site); no span: no period runs."""

    span: Span | None
    before: int
    reasons: tuple[Reason, ...]


def length_of(regime: Regime, facts: Facts) -> Length:
    """The length at the beginning; later agreements, orders and experts are counted from day zero by ``period``."""
    span, before, reasons = _written(regime, facts.variant)
    agreed = facts.agreed
    if agreed and agreed.form not in regime.agreement_forms:
        reasons.append(Reason("agreement-without-form", agreed.agreed_on, {"form": agreed.form}))
    elif agreed:
        span, before = agreed.span, 0
        fields = {"form": agreed.form, "n": span.n, "unit": span.unit}
        reasons.append(Reason("agreement-replaces-length", agreed.agreed_on, fields))
    if span is None:
        reasons.append(Reason("no-length-agreed"))
    return Length(span, before, tuple(reasons))


def _written(regime: Regime, variant: Variant) -> tuple[Span | None, int, list[Reason]]:
    """What the regime itself says of a variant: the length, days taken off, and why."""
    if variant in regime.before:
        rule = regime.before[variant]
        span, _, reasons = _written(regime, rule.of)
        taken = {"n": rule.days, "unit": "calendar-days"}
        return span, rule.days, [*reasons, Reason("before-central-date", fields=taken)]
    span = regime.lengths.get(variant) or regime.lengths.get("normal")
    if span is None:
        return None, 0, []
    fields = {"n": span.n, "unit": span.unit}
    return span, 0, [*_why(regime, variant, fields), Reason("length", fields=fields)]


_TOLD: dict[Variant, tuple[str, ...]] = {
    "urgent": ("urgent",),
    "stepped": ("stepped",),
    "stepped-urgent": ("urgent", "stepped"),
    "expert": ("expert",),
    "experts-central-and-site": ("expert",),
}


def _why(regime: Regime, variant: Variant, fields: Mapping[str, object]) -> list[Reason]:
    if variant in regime.lengths:
        return [Reason(code, fields=fields) for code in _TOLD.get(variant, ())]
    return [Reason("no-urgent-form")] if variant in ("urgent", "stepped-urgent") else []
