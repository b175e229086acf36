"""What is wrong with what was sent."""

from __future__ import annotations

from shared.errors import Invalid, Text


class UnknownQuestion(Invalid):
    """An answer to something the screen does not ask."""

    slug = "unknown-question"
    title = Text("Unknown question", "Question inconnue", "Unbekannte Frage")
    advice = Text(
        "The impact screen does not ask “{question}”. It asks: {known}.",
        "La grille d'impact ne demande pas « {question} ». Elle demande : {known}.",
        "Die Folgenprüfung fragt nicht „{question}“. Sie fragt: {known}.",
    )


class ContestUnanswered(Invalid):
    """A contested question is answered with yes, or with a reason why not."""

    slug = "contest-unanswered"
    title = Text("Say why not", "Dites pourquoi", "Sagen Sie, warum nicht")
    advice = Text(
        "A body contests “{question}”. Answer it with yes, or say in reasons why not.",
        "Une instance conteste « {question} ». Répondez oui, ou dites pourquoi non dans reasons.",
        "Ein Gremium bestreitet „{question}“. Antworten Sie mit Ja, oder sagen Sie in reasons, warum nicht.",
    )


class ReasonNeeded(Invalid):
    """A decision carries a coded reason (invariant 7)."""

    slug = "reason-needed"
    title = Text("Reason needed", "Motif nécessaire", "Grund nötig")
    advice = Text(
        "{missing} is missing or unknown. Reason codes: {known}.",
        "{missing} manque ou est inconnu. Codes de motif : {known}.",
        "{missing} fehlt oder ist unbekannt. Codes: {known}.",
    )


class DayNeeded(Invalid):
    """A refusal or deferral names the day until which authors may appeal; a deferral also when it wakes (invariant 7)."""

    slug = "day-needed"
    title = Text("Day needed", "Date nécessaire", "Tag nötig")
    advice = Text(
        "{missing} is missing or has passed. Name a day to come.",
        "{missing} manque ou est passé. Indiquez un jour à venir.",
        "{missing} fehlt oder ist vorbei. Nennen Sie einen künftigen Tag.",
    )


class AppealTooShort(Invalid):
    """Authors have time enough to appeal."""

    slug = "appeal-too-short"
    title = Text("Too little time to appeal", "Délai de recours trop court", "Zu wenig Zeit für einen Einspruch")
    advice = Text(
        "Authors have at least {days} days to appeal. Name {earliest} or a later day.",
        "Les auteurs ont au moins {days} jours pour former un recours. Indiquez le {earliest} ou un jour ultérieur.",
        "Für einen Einspruch bleiben mindestens {days} Tage. Nennen Sie den {earliest} oder einen späteren Tag.",
    )


class ReasonDoesNotFit(Invalid):
    """A reason that does not speak for this outcome is none."""

    slug = "reason-does-not-fit"
    title = Text("The reason does not fit", "Le motif ne convient pas", "Der Grund passt nicht")
    advice = Text(
        "For “{outcome}” these codes give a reason: {fitting}.",
        "Pour « {outcome} », ces codes donnent un motif : {fitting}.",
        "Für „{outcome}“ begründen diese Codes: {fitting}.",
    )


class SharesWrong(Invalid):
    """Shares name every author once, are at least 1 and add up to 100."""

    slug = "shares-wrong"
    title = Text("The shares do not add up", "Les parts ne tombent pas juste", "Die Anteile gehen nicht auf")
    advice = Text(
        "Name each of the {authors} authors once, with at least 1; together 100, not {sum}.",
        "Nommez chacun des {authors} auteurs une fois, avec au moins 1 ; au total 100, pas {sum}.",
        "Nennen Sie jede der {authors} beteiligten Personen einmal, mit mindestens 1; zusammen 100, nicht {sum}.",
    )


class UnknownPerson(Invalid):
    """A person who is named must be employed, and allowed to see the idea."""

    slug = "unknown-person"
    title = Text("Unknown person", "Personne inconnue", "Unbekannte Person")
    advice = Text(
        "Name people who are employed here and may see this idea.",
        "Nommez des personnes employées ici et autorisées à voir cette idée.",
        "Nennen Sie Beschäftigte, die diese Idee sehen dürfen.",
    )


class UnknownUnit(Invalid):
    """A unit that is named must be known."""

    slug = "unknown-unit"
    title = Text("Unknown unit", "Unité inconnue", "Unbekannte Einheit")
    advice = Text(
        "There is no such unit. Look it up under /api/units.",
        "Cette unité n'existe pas. Cherchez-la sous /api/units.",
        "Diese Einheit gibt es nicht. Suchen Sie sie unter /api/units.",
    )


class UnknownCampaign(Invalid):
    """A campaign that is named must be known."""

    slug = "unknown-campaign"
    title = Text("Unknown campaign", "Campagne inconnue", "Unbekannte Kampagne")
    advice = Text(
        "There is no such campaign. Look it up under /api/campaigns.",
        "Cette campagne n'existe pas. Cherchez-la sous /api/campaigns.",
        "Diese Kampagne gibt es nicht. Suchen Sie sie unter /api/campaigns.",
    )
