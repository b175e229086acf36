"""What is refused of calendars, in three languages."""

from __future__ import annotations

from shared.errors import Invalid, Text


class NoSuchCountry(Invalid):
    """The statutory holidays of this country are not known."""

    slug = "unknown-country"
    title = Text("Country not known", "Pays inconnu", "Land nicht bekannt")
    advice = Text(
        "The holidays of {country} are not known. Use the ISO 3166-1 code of a country, for example DE, FR or LU.",
        "Les jours fériés de {country} ne sont pas connus. Utilisez le code ISO 3166-1 d'un pays, par exemple DE, FR ou LU.",
        "Die Feiertage von {country} sind nicht bekannt. Nehmen Sie den ISO-3166-1-Code eines Staates, etwa DE, FR oder LU.",
    )


class NoSuchSubdivision(Invalid):
    """No holidays of its own are known of this part of the country."""

    slug = "unknown-subdivision"
    title = Text("Subdivision not known", "Subdivision inconnue", "Landesteil nicht bekannt")
    advice = Text(
        "{country} has no subdivision {subdivision} with holidays of its own. Use one of {known}, or leave it out: then those of the whole country count.",
        "{country} n'a pas de subdivision {subdivision} avec ses propres jours fériés. Utilisez {known}, ou omettez-la : ceux du pays valent alors.",
        "{country} hat keinen Landesteil {subdivision} mit eigenen Feiertagen. Nehmen Sie einen von {known}, oder lassen Sie ihn weg: dann gelten die des ganzen Landes.",
    )


class NoSuchZone(Invalid):
    """There is no such time zone."""

    slug = "unknown-zone"
    title = Text("Time zone not known", "Fuseau horaire inconnu", "Zeitzone nicht bekannt")
    advice = Text(
        "There is no time zone {zone}. Use its IANA name, for example Europe/Berlin.",
        "Le fuseau {zone} n'existe pas. Utilisez son nom IANA, par exemple Europe/Paris.",
        "Die Zeitzone {zone} gibt es nicht. Nehmen Sie ihren IANA-Namen, etwa Europe/Berlin.",
    )


class DayTwice(Invalid):
    """A day stands once, as a holiday or as a closure day."""

    slug = "day-twice"
    title = Text("A day stands twice", "Un jour figure deux fois", "Ein Tag steht doppelt")
    advice = Text(
        "{day} stands twice among local holidays and closure days. Keep it once: a holiday never counts, a closure day counts unless agreed.",
        "{day} figure deux fois parmi les fériés locaux et les jours de fermeture. Gardez-le une fois : un férié ne compte jamais, une fermeture compte sauf accord.",
        "{day} steht zweimal unter örtlichen Feiertagen und Schließtagen. Behalten Sie ihn einmal: Ein Feiertag zählt nie, ein Schließtag zählt ohne Vereinbarung.",
    )


class AgreementMissing(Invalid):
    """Closure days count unless both sides agreed to leave them out (BPersVG s.70(3) sent. 3)."""

    slug = "agreement-missing"
    title = Text("Agreement missing", "Accord manquant", "Vereinbarung fehlt")
    advice = Text(
        "Closure days count in periods unless both sides agreed in writing to leave them out. Name the agreement, or let them count.",
        "Les jours de fermeture comptent dans les délais, sauf accord écrit des deux parties. Indiquez l'accord, ou laissez-les compter.",
        "Schließtage zählen in Fristen mit, wenn nicht beide Seiten schriftlich anderes vereinbart haben. Nennen Sie die Vereinbarung, oder lassen Sie sie zählen.",
    )


class AgreementIdle(Invalid):
    """An agreement that leaves closure days out, and closure days that count, contradict each other."""

    slug = "agreement-contradicts"
    title = Text(
        "Agreement and days contradict", "Accord et jours se contredisent", "Vereinbarung und Tage widersprechen sich"
    )
    advice = Text(
        "An agreement leaves closure days out. Say that they do not count and name at least one, or drop the agreement.",
        "Un accord exclut les jours de fermeture. Dites qu'ils ne comptent pas et indiquez-en au moins un, ou retirez l'accord.",
        "Eine Vereinbarung nimmt Schließtage heraus. Sagen Sie, dass sie nicht zählen, und nennen Sie mindestens einen, oder streichen Sie die Vereinbarung.",
    )


class AgreementAhead(Invalid):
    """What is not agreed yet has no effect."""

    slug = "agreement-ahead"
    title = Text("Not agreed yet", "Pas encore conclu", "Noch nicht vereinbart")
    advice = Text(
        "The agreement bears the date {agreed_on}, which is still to come. Enter it once both sides have agreed.",
        "L'accord porte la date du {agreed_on}, encore à venir. Saisissez-le une fois conclu.",
        "Die Vereinbarung trägt das künftige Datum {agreed_on}. Tragen Sie sie ein, sobald beide Seiten sie geschlossen haben.",
    )
