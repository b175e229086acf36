"""Kinds that are about a consultation."""

from __future__ import annotations

from notify.domain.kind import Kind
from notify.domain.kind import about as _about

KINDS: dict[str, Kind] = {
    "case.prepared": _about(
        "A consultation is due and waits for its information package.",
        "Une consultation est due et attend son dossier d'information.",
        "Eine Beteiligung steht an und wartet auf ihre Unterlagen.",
        mail=True,
    ),
    "package.provided": _about(
        "The information package arrived; with its receipt a period begins.",
        "Le dossier d'information est arrivé ; un délai court dès sa réception.",
        "Die Unterlagen sind da; mit ihrem Zugang beginnt eine Frist.",
        law=True,
    ),
    "clock.started": _about(
        "The period for an opinion runs.",
        "Le délai pour un avis court.",
        "Die Frist für eine Stellungnahme läuft.",
        law=True,
    ),
    "clock.changed": _about(
        "The period for an opinion ends on another day.",
        "Le délai pour un avis se termine un autre jour.",
        "Die Frist für eine Stellungnahme endet an einem anderen Tag.",
        law=True,
    ),
    "clock.stopped": _about(
        "The period for an opinion does not run any more, until it begins anew.",
        "Le délai pour un avis ne court plus, jusqu'à ce qu'il reparte.",
        "Die Frist für eine Stellungnahme läuft nicht mehr, bis sie neu beginnt.",
        law=True,
    ),
    "package.received": _about(
        "A body confirmed the receipt of an information package.",
        "Une instance a confirmé la réception d'un dossier d'information.",
        "Ein Gremium hat den Zugang von Unterlagen bestätigt.",
    ),
    "completeness.disputed": _about(
        "A body says that an information package is incomplete.",
        "Une instance estime qu'un dossier d'information est incomplet.",
        "Ein Gremium hält Unterlagen für unvollständig.",
        law=True,
    ),
    "completeness.settled": _about(
        "An information package counts as complete.",
        "Un dossier d'information est tenu pour complet.",
        "Unterlagen gelten als vollständig.",
        law=True,
    ),
    "message.posted": _about(
        "You were mentioned in a room of a consultation.",
        "Vous êtes mentionné dans une salle de consultation.",
        "Sie wurden in einem Raum einer Beteiligung erwähnt.",
        mail=True,
    ),
    "message.edited": _about(
        "A message in a room of a consultation now mentions you.",
        "Un message d'une salle de consultation vous mentionne désormais.",
        "Eine Nachricht in einem Raum einer Beteiligung erwähnt Sie jetzt.",
        mail=True,
    ),
    "substitute.seated": _about(
        "You sit in for a member of a body in a consultation.",
        "Vous remplacez un membre d'une instance dans une consultation.",
        "Sie vertreten ein Mitglied eines Gremiums in einer Beteiligung.",
        mail=True,
    ),
    "substitute.released": _about(
        "You do not sit in for a member of a body any more.",
        "Vous ne remplacez plus de membre d'une instance.",
        "Sie vertreten kein Mitglied eines Gremiums mehr.",
        mail=True,
    ),
    "opinion.delivered": _about(
        "A body gave its opinion; each point is owed an answer.",
        "Une instance a rendu son avis ; chaque point attend une réponse.",
        "Ein Gremium hat Stellung genommen; jeder Punkt braucht eine Antwort.",
        law=True,
    ),
    "opinion.deemed": _about(
        "A period ended in silence, with the effect that the regime gives it.",
        "Un délai a expiré sans avis, avec l'effet que prévoit le régime.",
        "Eine Frist lief ohne Stellungnahme ab, mit der Wirkung des Regimes.",
        law=True,
    ),
    "opinion.corrected": _about(
        "A slip in an opinion was put right beside it.",
        "Une erreur d'un avis a été rectifiée à côté de celui-ci.",
        "Ein Versehen in einer Stellungnahme wurde daneben berichtigt.",
        mail=True,
    ),
    "response.published": _about(
        "Management answered points of an opinion.",
        "La direction a répondu à des points d'un avis.",
        "Die Leitung hat Punkte einer Stellungnahme beantwortet.",
        mail=True,
    ),
    "response.corrected": _about(
        "Management changed an answer to a point of an opinion.",
        "La direction a modifié une réponse à un point d'un avis.",
        "Die Leitung hat eine Antwort auf einen Punkt einer Stellungnahme geändert.",
        mail=True,
    ),
    "case.closed": _about(
        "A consultation is over.",
        "Une consultation est close.",
        "Eine Beteiligung ist beendet.",
        judges=True,
    ),
    "case.withdrawn": _about(
        "A consultation is over because its idea was withdrawn.",
        "Une consultation est terminée parce que son idée a été retirée.",
        "Eine Beteiligung ist beendet, weil ihre Idee zurückgezogen wurde.",
    ),
}
