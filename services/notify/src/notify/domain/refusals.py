"""What notify refuses, and why."""

from __future__ import annotations

from shared.errors import Conflict, Invalid, Text


class RequiredByLaw(Invalid):
    """A period set by law depends on it."""

    slug = "required-by-law"
    title = Text("Cannot be muted", "Ne peut être désactivé", "Nicht abschaltbar")
    advice = Text(
        "A period set by law depends on this notification ({kind}): missing it costs a right. It stays in the inbox and comes by e-mail.",
        "Un délai légal dépend de cette notification ({kind}) : la manquer coûte un droit. Elle reste dans la boîte et arrive par e-mail.",
        "Von dieser Nachricht ({kind}) hängt eine gesetzliche Frist ab: Wer sie versäumt, verliert ein Recht. Sie bleibt im Eingang und kommt per E-Mail.",
    )


class UnknownKind(Invalid):
    """A filter names a kind that there is not."""

    slug = "unknown-kind"
    title = Text("No such kind", "Type inconnu", "Unbekannte Art")
    advice = Text(
        "There is no kind of notification called {kind}. GET /api/notifications/kinds lists them.",
        "Il n'y a pas de type de notification nommé {kind}. GET /api/notifications/kinds les énumère.",
        "Es gibt keine Art von Nachricht namens {kind}. GET /api/notifications/kinds zählt sie auf.",
    )


class UnknownLink(Invalid):
    """It carries nothing that we signed."""

    slug = "unknown-link"
    title = Text("Link not valid", "Lien non valide", "Link ungültig")
    advice = Text(
        "This is not a whole link from one of our e-mails. Open it from the e-mail again, or sign in and choose under preferences.",
        "Ce n'est pas un lien entier d'un de nos e-mails. Rouvrez-le depuis l'e-mail, ou connectez-vous et choisissez dans les préférences.",
        "Das ist kein ganzer Link aus einer unserer E-Mails. Öffnen Sie ihn noch einmal aus der E-Mail, oder melden Sie sich an und wählen Sie in den Einstellungen.",
    )


class SubscriptionStays(Conflict):
    """It does not come from taking part, but from a duty or a right."""

    slug = "subscription-stays"
    title = Text("Cannot be ended", "Ne peut être résilié", "Nicht kündbar")
    advice = Text(
        "You follow this idea as its author or as a representative; that ends only with the part itself. Mute single kinds under preferences.",
        "Vous suivez cette idée comme auteur ou représentant ; cela ne cesse qu'avec ce rôle. Désactivez des types dans les préférences.",
        "Sie folgen dieser Idee als Verfasser oder Vertretung; das endet erst mit dieser Aufgabe. Schalten Sie einzelne Arten in den Einstellungen ab.",
    )


class ToldTwice(Invalid):
    """An e-mail at once and the digest would say the same."""

    slug = "told-twice"
    title = Text("At once or in the digest", "Tout de suite ou dans le résumé", "Sofort oder in der Übersicht")
    advice = Text(
        "A kind comes by e-mail at once or in the daily digest, not in both. Choose one of mail and digest.",
        "Un type arrive par e-mail tout de suite ou dans le résumé du jour, pas les deux. Choisissez mail ou digest.",
        "Eine Art kommt sofort per E-Mail oder in der täglichen Übersicht, nicht in beiden. Wählen Sie mail oder digest.",
    )


class NoQuietEnd(Invalid):
    """Quiet hours that end when they begin."""

    slug = "no-quiet-end"
    title = Text("Quiet hours have no end", "Heures calmes sans fin", "Ruhezeit ohne Ende")
    advice = Text(
        "Quiet hours end at another time than they begin. To get no e-mails at all, switch them off by kind.",
        "Les heures calmes finissent à une autre heure qu'elles ne commencent. Pour ne recevoir aucun e-mail, désactivez-les par type.",
        "Eine Ruhezeit endet zu einer anderen Uhrzeit, als sie beginnt. Wer keine E-Mails möchte, schaltet sie nach Art ab.",
    )
