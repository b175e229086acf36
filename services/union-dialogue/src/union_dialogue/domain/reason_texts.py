"""The sentences of the reasoning, by code. Fields: {day}, {on}, {span}, {form}, {name}, {rest} (the name in brackets, if there is one)."""

from __future__ import annotations

from shared.errors import Text

SENTENCES: dict[str, Text] = {
    # when it begins
    "zone-converted": Text(
        "{day} is the date of receipt at the seat ({name}), whatever date the sender saw.",
        "{day} est la date de réception au siège ({name}), quelle que soit celle de l'expéditeur.",
        "{day} ist das Datum des Zugangs am Sitz ({name}), gleich welches der Absender sah.",
    ),
    "received-on-non-working-day": Text(
        "{day} is not a working day; it is day zero all the same.",
        "{day} n'est pas un jour ouvré ; c'est tout de même le jour zéro.",
        "{day} ist kein Arbeitstag und dennoch Tag null.",
    ),
    "mailbox-next-working-day": Text(
        "It merely arrived, after the hours of service or on a day of rest: it counts as received on {day}. Others take {on}, the day on which it arrived.",
        "Simple dépôt, après les heures de service ou un jour de repos : réputé reçu le {day}. D'autres retiennent le {on}, jour du dépôt.",
        "Es ist nur eingegangen, nach Dienstschluss oder an einem Ruhetag: Zugang am {day}. Andere nehmen den {on}, den Tag des Eingangs.",
    ),
    "restart-on-completion": Text(
        "The body objected on {on} that the package was incomplete; it was completed on {day}, which is the new day zero, and the full period runs anew.",
        "L'instance a contesté le {on} que le dossier soit complet ; complété le {day}, nouveau jour zéro : le délai entier recommence.",
        "Das Gremium rügte am {on} die Unvollständigkeit; vervollständigt am {day}: neuer Tag null, die volle Frist läuft neu.",
    ),
    "waiting-for-completion": Text(
        "The body objected on {day} that the package is incomplete: until it is completed no period runs.",
        "L'instance a contesté le {day} que le dossier soit complet : aucun délai ne court avant qu'il le soit.",
        "Das Gremium rügte am {day} die Unvollständigkeit: Bis zur Vervollständigung läuft keine Frist.",
    ),
    "objection-too-late": Text(
        "The objection of {day} came after the last day: it changes nothing.",
        "La contestation du {day} est venue après le dernier jour : elle ne change rien.",
        "Die Rüge vom {day} kam nach dem letzten Tag: Sie ändert nichts.",
    ),
    "objection-no-effect": Text(
        "The objection of {day} does not stop this period; a court may extend it.",
        "La contestation du {day} n'arrête pas ce délai ; le juge peut le prolonger.",
        "Die Rüge vom {day} hält diese Frist nicht an; ein Gericht kann sie verlängern.",
    ),
    "information-added": Text(
        "Information was added on {day}. Whether the period then starts anew is disputed: both results are shown.",
        "Des informations ont été ajoutées le {day}. Un nouveau départ du délai est discuté : les deux résultats sont indiqués.",
        "Am {day} kamen Informationen hinzu. Ob die Frist damit neu beginnt, ist streitig: Beide Ergebnisse sind genannt.",
    ),
    "day-zero": Text(
        "{day} is day zero: the day of receipt is not counted.",
        "{day} est le jour zéro : le jour de réception ne compte pas.",
        "{day} ist Tag null: Der Tag des Zugangs zählt nicht mit.",
    ),
    # how long it is
    "urgent": Text(
        "The head of office declared the measure urgent: the period is shortened to {span}.",
        "Le chef de service a déclaré la mesure urgente : le délai est ramené à {span}.",
        "Die Dienststellenleitung hat die Maßnahme für dringlich erklärt: Die Frist ist auf {span} verkürzt.",
    ),
    "no-urgent-form": Text(
        "Declared urgent, but this regime has no shorter period for that.",
        "Déclarée urgente, mais ce régime ne connaît pas de délai plus court.",
        "Für dringlich erklärt, doch dieses Verfahren kennt dafür keine kürzere Frist.",
    ),
    "stepped": Text(
        "A higher-level council hears the local one: the period is doubled to {span}.",
        "Une instance supérieure entend l'instance locale : le délai est doublé à {span}.",
        "Eine Stufenvertretung hört die örtliche an: Die Frist verdoppelt sich auf {span}.",
    ),
    "expert": Text(
        "An expert is appointed: the period is {span} from the same day zero.",
        "Un expert est désigné : le délai est de {span} depuis le même jour zéro.",
        "Ein Sachverständiger ist bestellt: Die Frist beträgt {span} ab demselben Tag null.",
    ),
    "expert-too-late": Text(
        "The expert of {day} was appointed after the last day: that changes nothing.",
        "L'expert a été désigné le {day}, après le dernier jour : cela ne change rien.",
        "Der Sachverständige wurde am {day} nach dem letzten Tag bestellt: Das ändert nichts.",
    ),
    "expert-no-effect": Text(
        "The appointment of an expert on {day} changes nothing in this regime.",
        "La désignation d'un expert le {day} ne change rien dans ce régime.",
        "Die Bestellung eines Sachverständigen am {day} ändert in diesem Verfahren nichts.",
    ),
    "before-central-date": Text(
        "The opinion of the site is due {span} before the last day of the central body.",
        "L'avis de l'établissement est dû {span} avant le dernier jour de l'instance centrale.",
        "Die Stellungnahme des Betriebs ist {span} vor dem letzten Tag des zentralen Gremiums fällig.",
    ),
    "length": Text("The period is {span}.", "Le délai est de {span}.", "Die Frist beträgt {span}."),
    "no-length-agreed": Text(
        "This regime names no period and none is agreed yet: no period runs.",
        "Ce régime ne fixe pas de délai et aucun n'est convenu : aucun délai ne court.",
        "Dieses Verfahren nennt keine Frist und es ist keine vereinbart: Es läuft keine.",
    ),
    "agreement-replaces-length": Text(
        "By the agreement of {day}, made {form}, the period is {span} in all.",
        "Par l'accord du {day}, conclu {form}, le délai est de {span} en tout.",
        "Nach der Vereinbarung vom {day} ({form}) beträgt die Frist insgesamt {span}.",
    ),
    "agreement-sets-end": Text(
        "By the agreement of {day}, made {form}, the last day is {on}.",
        "Par l'accord du {day}, conclu {form}, le dernier jour est le {on}.",
        "Nach der Vereinbarung vom {day} ({form}) ist der letzte Tag der {on}.",
    ),
    "agreement-without-form": Text(
        "The agreement of {day}, made {form}, changes nothing: this regime asks for another form.",
        "L'accord du {day}, conclu {form}, ne change rien : ce régime exige une autre forme.",
        "Die Vereinbarung vom {day} ({form}) ändert nichts: Dieses Verfahren verlangt eine andere Form.",
    ),
    "agreement-too-late": Text(
        "The agreement of {day} was made after the last day: it changes nothing.",
        "L'accord du {day} est postérieur au dernier jour : il ne change rien.",
        "Die Vereinbarung vom {day} liegt nach dem letzten Tag: Sie ändert nichts.",
    ),
    "agreement-overtaken": Text(
        "The end agreed on {day} lies before the new day zero: it changes nothing.",
        "La fin convenue le {day} précède le nouveau jour zéro : elle ne change rien.",
        "Das am {day} vereinbarte Ende liegt vor dem neuen Tag null: Es ändert nichts.",
    ),
    "court-order": Text(
        "A court extended the period on {day}.",
        "Le juge a prolongé le délai le {day}.",
        "Ein Gericht hat die Frist am {day} verlängert.",
    ),
    "court-no-effect": Text(
        "In this regime the order of a court of {day} does not extend the period.",
        "Dans ce régime, la décision de justice du {day} ne prolonge pas le délai.",
        "In diesem Verfahren verlängert die Gerichtsentscheidung vom {day} die Frist nicht.",
    ),
    # which days count
    "weekends": Text(
        "Saturdays and Sundays are not counted.",
        "Les samedis et dimanches ne comptent pas.",
        "Samstage und Sonntage zählen nicht.",
    ),
    "holiday-skipped": Text(
        "{day} ({name}) is a holiday at the seat and is not counted.",
        "{day} ({name}) est férié au siège et ne compte pas.",
        "{day} ({name}) ist Feiertag am Sitz und zählt nicht mit.",
    ),
    "no-statutory-holiday": Text(
        "{day} is not a statutory holiday: it counts.",
        "{day} n'est pas un jour férié légal : il compte.",
        "{day} ist kein gesetzlicher Feiertag und zählt mit.",
    ),
    "closure-day-left-out": Text(
        "The office is closed on {day}, which both sides agreed not to count.",
        "Le service est fermé le {day}, que les deux parties sont convenues de ne pas compter.",
        "Am {day} ist geschlossen; beide Seiten haben vereinbart, ihn nicht zu zählen.",
    ),
    "closure-day-counts": Text(
        "The office is closed on {day}, which counts all the same: it is no statutory holiday and no agreement leaves it out.",
        "Le service est fermé le {day}, qui compte tout de même : ce n'est pas un jour férié légal et aucun accord ne l'exclut.",
        "Am {day} ist geschlossen; er zählt dennoch: kein gesetzlicher Feiertag, und keine Vereinbarung nimmt ihn aus.",
    ),
    # what changes nothing
    "suspension-no-effect": Text(
        "The council's resolution was suspended on {day} for {span}: that does not extend the period.",
        "La résolution du conseil a été suspendue le {day} pour {span} : cela ne prolonge pas le délai.",
        "Der Beschluss wurde am {day} für {span} ausgesetzt: Das verlängert die Frist nicht.",
    ),
    "reasons-requested-no-effect": Text(
        "Reasons were asked for on {day}: that does not extend the period.",
        "Les motifs ont été demandés le {day} : cela ne prolonge pas le délai.",
        "Am {day} wurde eine Begründung verlangt: Das verlängert die Frist nicht.",
    ),
    "court-action-no-effect": Text(
        "Going to court on {day} does not extend the period; the judge may.",
        "La saisine du juge le {day} ne prolonge pas le délai ; le juge peut le faire.",
        "Die Anrufung des Gerichts am {day} verlängert die Frist nicht.",
    ),
    # when it ends
    "day-missing-in-month": Text(
        "The last month has no such day, so its last day counts: {day}.",
        "Le dernier mois n'a pas ce quantième, son dernier jour compte : {day}.",
        "Der letzte Monat hat diesen Tag nicht, also zählt sein letzter: {day}.",
    ),
    "end-moved": Text(
        "The period would end on {on}, a day of rest{rest}: the end moves to {day}.",
        "Le délai finirait le {on}, jour de repos{rest} : la fin est reportée au {day}.",
        "Die Frist endete am {on}, einem Ruhetag{rest}: Das Ende rückt auf {day}.",
    ),
    "end-not-moved": Text(
        "The period ends on {day}, a day of rest{rest}. Whether the end then moves is not settled: both results are shown.",
        "Le délai finit le {day}, jour de repos{rest}. Un report n'est pas tranché : les deux résultats sont indiqués.",
        "Die Frist endet am {day}, einem Ruhetag{rest}. Ob das Ende rückt, ist nicht geklärt: Beide Ergebnisse sind genannt.",
    ),
    "clock-change-between": Text(
        "The clocks change in between ({name}); days stay days.",
        "L'heure légale change entre-temps ({name}) ; les jours restent des jours.",
        "Dazwischen wird die Uhr umgestellt ({name}); Tage bleiben Tage.",
    ),
    "end": Text(
        "{day} is the last day, until midnight at the seat.",
        "{day} est le dernier jour, jusqu'à minuit au siège.",
        "{day} ist der letzte Tag, bis Mitternacht am Sitz.",
    ),
    "other-end": Text(
        "By the other reading the last day is {day}. Silence takes effect at the later of the two.",
        "Selon l'autre lecture, le dernier jour est le {day}. Le silence produit effet à la plus tardive des deux dates.",
        "Nach der anderen Ansicht ist der letzte Tag der {day}. Schweigen wirkt erst zum späteren der beiden.",
    ),
    # what silence means
    "silence-deemed-approved": Text(
        "Silence: the measure is deemed approved.",
        "Silence : la mesure est réputée approuvée.",
        "Schweigen: Die Maßnahme gilt als gebilligt.",
    ),
    "silence-deemed-negative": Text(
        "Silence: the body is deemed consulted, with a negative opinion.",
        "Silence : l'instance est réputée consultée et avoir rendu un avis négatif.",
        "Schweigen: Das Gremium gilt als angehört, mit ablehnender Stellungnahme.",
    ),
    "silence-none": Text(
        "Silence has no effect of its own.", "Le silence n'a pas d'effet propre.", "Schweigen hat keine eigene Wirkung."
    ),
    "silence-not-referred-refusal-stands": Text(
        "Silence: nothing is referred, the refusal stands.",
        "Silence : pas de saisine, le refus demeure.",
        "Schweigen: Keine Vorlage, die Ablehnung bleibt.",
    ),
    "silence-not-referred-measure-may-proceed": Text(
        "Silence: nothing is referred, the measure may be carried out.",
        "Silence : pas de saisine, la mesure peut être exécutée.",
        "Schweigen: Keine Vorlage, die Maßnahme darf durchgeführt werden.",
    ),
    "silence-conciliation-decision-stands": Text(
        "Silence: the decision of the conciliation body stands.",
        "Silence : la décision de l'instance de conciliation demeure.",
        "Schweigen: Der Beschluss der Einigungsstelle bleibt bestehen.",
    ),
}
