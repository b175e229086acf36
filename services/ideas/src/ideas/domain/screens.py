"""The impact screens as versioned data: what is asked, and which right each yes touches, why, by which source.

Templates, to be checked by counsel. A version that was in use is never changed: a screening names the one it was made with.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.errors import Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a right is written: the regime that it belongs to, and the place in the law."""

    regime: str
    rule: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; a yes touches ``right``, because of ``why``."""

    asks: Text
    right: Text
    why: Text
    sources: tuple[Source, ...]

    @property
    def rule(self) -> str:
        return "; ".join(source.rule for source in self.sources)


DE, FR, EU = "DE-BPersVG", "FR-CSE", "EU"

_JOBS = Question(
    Text(
        "Does it change or end jobs?",
        "Modifie-t-elle ou supprime-t-elle des emplois ?",
        "Ändert es Stellen oder fallen sie weg?",
    ),
    Text("job loss or change", "suppression ou modification d'emplois", "Wegfall oder Änderung von Stellen"),
    Text(
        "Staff must be heard before jobs change or go.",
        "Le personnel doit être entendu avant toute modification ou suppression d'emplois.",
        "Die Beschäftigten sind zu hören, bevor Stellen sich ändern oder wegfallen.",
    ),
    (Source(DE, "BPersVG s.84"), Source(EU, "Directive 2002/14/EC art. 4(2)(c)")),
)
_WORKLOAD = Question(
    Text(
        "Does it raise, lower or reorder the work?",
        "Augmente-t-elle, réduit-elle ou réorganise-t-elle le travail ?",
        "Hebt, senkt oder ordnet es die Arbeit neu?",
    ),
    Text(
        "easing or raising of work",
        "allègement ou alourdissement du travail",
        "Erleichterung oder Steigerung der Arbeit",
    ),
    Text(
        "How much and how people work changes.",
        "La quantité et la manière de travailler changent.",
        "Menge und Art der Arbeit ändern sich.",
    ),
    (Source(DE, "BPersVG s.80(1) no. 19"), Source(FR, "L2312-8")),
)
_MONITORING = Question(
    Text(
        "Could the technology show what single people do?",
        "La technique pourrait-elle montrer ce que fait chacun ?",
        "Könnte die Technik zeigen, was Einzelne tun?",
    ),
    Text(
        "technical means able to monitor staff",
        "moyens techniques permettant de contrôler le personnel",
        "technische Einrichtungen, die überwachen können",
    ),
    Text(
        "It is enough that the technology is able to monitor; whether anybody means to is not asked.",
        "Il suffit que la technique permette le contrôle ; l'intention ne compte pas.",
        "Es genügt, dass die Technik überwachen kann; auf die Absicht kommt es nicht an.",
    ),
    (Source(DE, "BPersVG s.80(1) no. 21"), Source(FR, "L2312-38")),
)
_DATA = Question(
    Text(
        "Does it use personal data of staff?",
        "Utilise-t-elle des données personnelles du personnel ?",
        "Nutzt es personenbezogene Daten der Beschäftigten?",
    ),
    Text("personal data of staff", "données personnelles du personnel", "personenbezogene Daten der Beschäftigten"),
    Text(
        "Data about staff is used for something new.",
        "Des données sur le personnel servent à un nouvel usage.",
        "Daten über Beschäftigte werden neu verwendet.",
    ),
    (Source(DE, "BPersVG s.80(1) no. 21"), Source(EU, "GDPR art. 88")),
)
_SAFETY = Question(
    Text(
        "Does it affect health or safety?",
        "Touche-t-elle la santé ou la sécurité ?",
        "Berührt es Gesundheit oder Sicherheit?",
    ),
    Text("health and safety at work", "santé et sécurité au travail", "Gesundheitsschutz und Arbeitssicherheit"),
    Text(
        "Protection at work changes, also for the better.",
        "La protection au travail change, même en mieux.",
        "Der Schutz bei der Arbeit ändert sich, auch zum Besseren.",
    ),
    (Source(DE, "BPersVG s.80(1) no. 16"), Source(EU, "Directive 89/391 art. 11")),
)
_OUTSOURCING = Question(
    Text(
        "Does somebody else take over the work?",
        "Le travail est-il confié à un tiers ?",
        "Übernimmt jemand anderes die Arbeit?",
    ),
    Text("outsourcing of tasks", "externalisation de tâches", "Auslagerung von Aufgaben"),
    Text(
        "Work of staff leaves the organisation.",
        "Du travail quitte l'organisation.",
        "Arbeit verlässt die Organisation.",
    ),
    (Source(DE, "BPersVG s.84"), Source(FR, "L2312-8")),
)
_PLACE = Question(
    Text("Does it change where people work?", "Change-t-elle le lieu de travail ?", "Ändert es, wo gearbeitet wird?"),
    Text("place of work", "lieu de travail", "Arbeitsort"),
    Text(
        "People work elsewhere than before.",
        "On travaille ailleurs qu'avant.",
        "Es wird anderswo gearbeitet als bisher.",
    ),
    (Source(DE, "BPersVG s.80(1) no. 4"), Source(FR, "L2312-8")),
)
_PAY = Question(
    Text(
        "Does it touch pay or its rules?",
        "Touche-t-elle la rémunération ou ses règles ?",
        "Berührt es Bezahlung oder ihre Regeln?",
    ),
    Text("pay and its principles", "rémunération et ses principes", "Entgelt und seine Grundsätze"),
    Text(
        "What is paid for which work is decided by rules that staff have a say in.",
        "Les règles de rémunération se fixent avec le personnel.",
        "Über die Regeln der Bezahlung wird mitbestimmt.",
    ),
    (Source(DE, "BPersVG s.80(1) no. 8"),),
)

Screen = dict[str, Question]

SCREENS: dict[int, Screen] = {
    1: {
        "jobs": _JOBS,
        "workload": _WORKLOAD,
        "monitoring": _MONITORING,
        "data": _DATA,
        "safety": _SAFETY,
        "outsourcing": _OUTSOURCING,
        "place": _PLACE,
        "pay": _PAY,
    },
}
SCREEN_VERSION = max(SCREENS)
