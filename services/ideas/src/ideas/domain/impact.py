"""The impact screen as versioned data: what is asked, and which right each yes touches."""

from __future__ import annotations

from shared.events import ideas

# Template, to be checked by counsel: what each answer of yes touches, with the rule that says so.
SCREEN_VERSION = 1
SCREEN: dict[str, ideas.RightTouched] = {
    "jobs": ideas.RightTouched(right="job loss or change", rule="BPersVG s.84; Directive 2002/14/EC art. 4(2)(c)"),
    "workload": ideas.RightTouched(right="easing or raising of work", rule="BPersVG s.80(1) no. 19"),
    "monitoring": ideas.RightTouched(
        right="technical means able to monitor staff", rule="BPersVG s.80(1) no. 21; L2312-38"
    ),
    "data": ideas.RightTouched(right="personal data of staff", rule="BPersVG s.80(1) no. 21; GDPR art. 88"),
    "safety": ideas.RightTouched(
        right="health and safety at work", rule="BPersVG s.80(1) no. 16; Directive 89/391 art. 11"
    ),
    "outsourcing": ideas.RightTouched(right="outsourcing of tasks", rule="BPersVG s.84; L2312-8"),
    "place": ideas.RightTouched(right="place of work", rule="BPersVG s.80(1) no. 4; L2312-8"),
    "pay": ideas.RightTouched(right="pay and its principles", rule="BPersVG s.80(1) no. 8"),
}
