"""What is said of a consultation."""

from __future__ import annotations

from shared.errors import Text

SENTENCES: dict[str, Text] = {
    "case.prepared": Text(
        "A consultation is due, the information package is owed: {title}",
        "Une consultation est due, le dossier d'information est à fournir : {title}",
        "Eine Beteiligung steht an, die Unterlagen sind zu liefern: {title}",
    ),
    "package.provided": Text(
        "Documents for a consultation arrived, please confirm receipt: {title}",
        "Un dossier de consultation est arrivé, confirmez-en la réception : {title}",
        "Unterlagen zur Beteiligung sind da, bitte Empfang bestätigen: {title}",
    ),
    "clock.started": Text(
        "The period for your opinion runs: {title}",
        "Le délai pour votre avis court : {title}",
        "Die Frist für Ihre Stellungnahme läuft: {title}",
    ),
    "clock.changed": Text(
        "The period for your opinion ends on another day: {title}",
        "Le délai pour votre avis se termine un autre jour : {title}",
        "Die Frist für Ihre Stellungnahme endet an einem anderen Tag: {title}",
    ),
    "clock.stopped": Text(
        "The period for your opinion does not run any more, until it begins anew: {title}",
        "Le délai pour votre avis ne court plus, jusqu'à ce qu'il reparte : {title}",
        "Die Frist für Ihre Stellungnahme läuft nicht mehr, bis sie neu beginnt: {title}",
    ),
    "package.received": Text(
        "Your information package was received: {title}",
        "Votre dossier d'information est bien reçu : {title}",
        "Ihre Unterlagen sind zugegangen: {title}",
    ),
    "completeness.disputed": Text(
        "Your body says that the documents are incomplete: {title}",
        "Votre instance estime le dossier incomplet : {title}",
        "Ihr Gremium hält die Unterlagen für unvollständig: {title}",
    ),
    "completeness.settled": Text(
        "The documents count as complete: {title}",
        "Le dossier est tenu pour complet : {title}",
        "Die Unterlagen gelten als vollständig: {title}",
    ),
    "message.posted": Text(
        "You were mentioned in a consultation: {title}",
        "Vous êtes mentionné dans une consultation : {title}",
        "Sie wurden in einer Beteiligung erwähnt: {title}",
    ),
    "message.edited": Text(
        "You were mentioned in a consultation: {title}",
        "Vous êtes mentionné dans une consultation : {title}",
        "Sie wurden in einer Beteiligung erwähnt: {title}",
    ),
    "substitute.seated": Text(
        "You sit in for a member of the body: {title}",
        "Vous remplacez un membre de l'instance : {title}",
        "Sie vertreten ein Mitglied des Gremiums: {title}",
    ),
    "substitute.released": Text(
        "You do not sit in for a member any more: {title}",
        "Vous ne remplacez plus de membre de l'instance : {title}",
        "Sie vertreten kein Mitglied des Gremiums mehr: {title}",
    ),
    "opinion.delivered": Text(
        "An opinion was delivered and awaits your answer: {title}",
        "Un avis a été rendu et attend votre réponse : {title}",
        "Eine Stellungnahme ist da und wartet auf Antwort: {title}",
    ),
    "opinion.deemed": Text(
        "The period ended in silence; it has its legal effect: {title}",
        "Le délai a expiré sans avis ; le silence produit son effet : {title}",
        "Die Frist lief ohne Stellungnahme ab; das Schweigen wirkt: {title}",
    ),
    "opinion.corrected": Text(
        "An opinion was corrected: {title}",
        "Un avis a été rectifié : {title}",
        "Eine Stellungnahme wurde berichtigt: {title}",
    ),
    "response.published": Text(
        "Management answered your points: {title}",
        "La direction a répondu à vos points : {title}",
        "Die Leitung hat Ihre Punkte beantwortet: {title}",
    ),
    "response.corrected": Text(
        "Management changed an answer to a point of yours: {title}",
        "La direction a modifié une réponse à un de vos points : {title}",
        "Die Leitung hat eine Antwort auf einen Ihrer Punkte geändert: {title}",
    ),
    "case.closed": Text(
        "A consultation is closed: {title}",
        "Une consultation est close : {title}",
        "Eine Beteiligung ist beendet: {title}",
    ),
    "case.withdrawn": Text(
        "The idea was withdrawn or declined, its consultation is over: {title}",
        "L'idée a été retirée ou rejetée, sa consultation est terminée : {title}",
        "Die Idee wurde zurückgezogen oder abgelehnt, ihre Beteiligung ist beendet: {title}",
    ),
}
