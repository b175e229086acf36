"""What can be refused: one tree of errors, each with a stable slug and its words in three languages.

DomainError                kind            HTTP (only shared.http knows numbers)
├── Invalid                invalid         422
├── NotFound               not-found       404
├── Forbidden              forbidden       403
├── Conflict               conflict        409
├── StaleVersion           stale           412
└── (see shared.http.problems for the protocol's own errors: 401, 412, 428 ...)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Literal, NamedTuple, TypeVar

Kind = Literal["invalid", "not-found", "forbidden", "conflict", "stale"]
Language = Literal["en", "fr", "de"]
Act = TypeVar("Act", bound=str)
_TIED = re.compile("(?<=«) | (?=[;:!?»%])")  # where French has a space that no line may be broken at


class Text(NamedTuple):
    """One sentence in the three languages of the product; may hold ``{name}`` fields."""

    en: str
    fr: str
    de: str

    def told_in(self, language: Language) -> str:
        """The sentence in one of the languages; in French with narrow no-break spaces before ; : ! ? % and within « »."""
        if language == "fr":
            return _TIED.sub("\N{NARROW NO-BREAK SPACE}", self.fr)
        return self.en if language == "en" else self.de

    def format(self, **fields: object) -> Text:
        """The sentence filled in; a field that is a Text itself is told in each language."""

        def spoken(language: int) -> dict[str, object]:
            return {name: each[language] if isinstance(each, Text) else each for name, each in fields.items()}

        return Text(*(sentence.format(**spoken(language)) for language, sentence in enumerate(self)))

    @classmethod
    def listed(cls, texts: Iterable[Text], between: str = ", ") -> Text:
        """Several in a row, in each language."""
        return cls(*(between.join(words) for words in zip(*texts, strict=True)))

    @classmethod
    def named(cls, names: Mapping[Language, str] | None, otherwise: str) -> Text:
        """What has names in some languages, in each: English, or what else there is, where one is missing."""
        there = names or {}
        known = there.get("en") or next(iter(there.values()), otherwise)
        return cls(known, there.get("fr") or known, there.get("de") or known)


TERMS: dict[str, Text] = {
    "administrator": Text("administrator", "administrateur", "Administration"),
    "assignment": Text("assignment", "évaluation confiée", "Gutachtenauftrag"),
    "attachment": Text("file", "pièce jointe", "Datei"),
    "benefit": Text("benefit", "bénéfice", "Nutzen"),
    "benefit-controller": Text("benefit controller", "contrôleur des bénéfices", "Nutzenprüfung"),
    "body": Text("body", "instance représentative", "Gremium"),
    "calendar": Text("calendar", "calendrier", "Kalender"),
    "campaign": Text("campaign", "appel à idées", "Ideenaufruf"),
    "case": Text("case", "dossier", "Fall"),
    "chair": Text("chair", "président", "Vorsitz"),
    "comment": Text("comment", "commentaire", "Kommentar"),
    "consultation-officer": Text("consultation officer", "responsable de la consultation", "Stelle für Beteiligung"),
    "dead letter": Text("dead letter", "événement rejeté", "abgewiesenes Ereignis"),
    "decision-maker": Text("decision maker", "décideur", "Entscheidung"),
    "deputy": Text("deputy chair", "vice-président", "stellvertretender Vorsitz"),
    "draft": Text("draft", "brouillon", "Entwurf"),
    "employee": Text("employee", "membre du personnel", "beschäftigte Person"),
    "idea": Text("idea", "idée", "Idee"),
    "implementer": Text("implementer", "responsable de la mise en œuvre", "Umsetzung"),
    "key": Text("key", "clé", "Schlüssel"),
    "kind of notification": Text("kind of notification", "type de notification", "Art von Nachricht"),
    "mandate": Text("mandate", "mandat", "Mandat"),
    "member": Text("member", "membre", "Mitglied"),
    "message": Text("message", "message", "Nachricht im Raum"),
    "milestone": Text("milestone", "jalon", "Meilenstein"),
    "notification": Text("notification", "notification", "Nachricht"),
    "offer": Text("offer", "proposition", "Angebot"),
    "package": Text("information package", "dossier d'information", "Unterlagen"),
    "parked event": Text("parked event", "événement mis de côté", "zurückgestelltes Ereignis"),
    "person": Text("person", "personne", "Person"),
    "persona": Text("persona", "personnage", "Beispielperson"),
    "plan": Text("plan", "plan", "Plan"),
    "regime": Text("regime", "régime", "Beteiligungsregime"),
    "review round": Text("review round", "tour d'évaluation", "Begutachtungsrunde"),
    "room": Text("room", "salle", "Raum"),
    "scheme-officer": Text("scheme office", "bureau du dispositif", "Ideenstelle"),
    "session": Text("session", "session", "Sitzung"),
    "stopped partition": Text("stopped partition", "partition arrêtée", "angehaltene Partition"),
    "subscription": Text("subscription", "abonnement", "Abonnement"),
    "substitute": Text("substitute", "suppléant", "Ersatzmitglied"),
    "task": Text("task", "tâche", "Aufgabe"),
    "unit": Text("unit", "unité", "Einheit"),
}
"""What refusals name: things, functions and parts in a body, by the words of the code."""


class DomainError(Exception):
    """A rule said no. A subclass is a fact: ``class AlreadyDecided(Conflict)``.

    ``slug`` is stable (the problem type ``/problems/<slug>``), ``title`` names the problem,
    ``advice`` says what to do and is filled with the keyword fields of the constructor.
    ``pointer`` is the JSON pointer of the member at fault, for the kind ``invalid``.
    """

    kind: ClassVar[Kind]
    slug: ClassVar[str]
    title: ClassVar[Text]
    advice: ClassVar[Text]

    def __init__(self, *, pointer: str | None = None, **fields: object) -> None:
        super().__init__()
        self.pointer = pointer
        self.fields = fields

    def __str__(self) -> str:
        return self.detail.en

    @property
    def detail(self) -> Text:
        """What to do. Said only where it is told: most refusals only answer whether something may be done."""
        return self.advice.format(**self.fields)


class Invalid(DomainError):
    kind = "invalid"


class NotFound(DomainError):
    kind = "not-found"


class Forbidden(DomainError):
    kind = "forbidden"


class Conflict(DomainError):
    kind = "conflict"


class Unknown(NotFound):
    """There is no such thing, or the caller may not know that there is."""

    slug = "not-found"
    title = Text("Not found", "Introuvable", "Nicht gefunden")
    advice = Text(
        "There is no {what} with this address, or you may not see it. Check the address.",
        "Aucun élément « {what} » à cette adresse, ou vous n'y avez pas accès. Vérifiez l'adresse.",
        "Unter dieser Adresse gibt es nichts ({what}), oder Sie dürfen es nicht sehen. Prüfen Sie die Adresse.",
    )

    def __init__(self, *, what: str) -> None:
        super().__init__(what=TERMS[what])


class NotAllowed(Forbidden):
    """The caller is known but lacks the role or mandate."""

    slug = "not-allowed"
    title = Text("Not allowed", "Non autorisé", "Nicht erlaubt")
    advice = Text(
        "This needs the role or mandate: {needs}. Ask the scheme office if you should have it.",
        "Il faut le rôle ou mandat : {needs}. Adressez-vous au bureau du dispositif si vous devriez l'avoir.",
        "Dafür ist die Rolle oder das Mandat nötig: {needs}. Fragen Sie die Ideenstelle, wenn Sie es haben sollten.",
    )

    def __init__(self, *needs: str) -> None:
        super().__init__(needs=Text.listed((TERMS[each] for each in needs), " / "))


class StaleVersion(DomainError):
    """Somebody else changed it since the caller looked."""

    kind = "stale"
    slug = "stale-version"
    title = Text("Changed in the meantime", "Modifié entre-temps", "Inzwischen geändert")
    advice = Text(
        "You saw version {seen}, it is now at {current}. Load it again, look at the difference and repeat your change.",
        "Vous avez vu la version {seen}, elle est maintenant à {current}. Rechargez, comparez, puis refaites le changement.",
        "Sie sahen Version {seen}, jetzt ist es {current}. Laden Sie neu, vergleichen Sie und ändern Sie noch einmal.",
    )


def check_version(seen: int, current: int) -> None:
    """Refuse a change that was made on another version than the current one."""
    if seen != current:
        raise StaleVersion(seen=seen, current=current)


def not_refused(acts: Mapping[Act, Callable[[], object]]) -> list[Act]:
    """The acts that nothing speaks against now: each is tried by its own rules, and what they make is thrown away."""
    return [act for act, rules in acts.items() if not _refuses(rules)]


def _refuses(rules: Callable[[], object]) -> bool:
    try:
        rules()
    except DomainError:
        return True
    return False


class Unfit(ValueError):
    """Raised by the validator of a request's shape: a value, or values together, that cannot be meant."""

    def __init__(self, en: str, fr: str, de: str) -> None:
        self.text = Text(en, fr, de)
        super().__init__(en)


class Poison(Exception):
    """A record that no retry can cure: undecodable, schema-invalid, too old. Goes to the dead letters.

    ``reason`` is a stable slug (``missing-ce-id``, ``unknown-type``, ``invalid-payload`` ...); ``detail`` says more,
    without the values of the record.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"{reason}: {detail}" if detail else reason)
