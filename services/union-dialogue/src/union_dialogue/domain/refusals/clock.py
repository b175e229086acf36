"""What a clock refuses: an end in the past, a receipt that cannot be, a period that nobody can count."""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, NotFound, Text


class NoCalendar(Conflict):
    """Without the body's calendar and regime no period can be counted."""

    slug = "calendar-unknown"
    title = Text("Calendar unknown", "Calendrier inconnu", "Kalender unbekannt")
    advice = Text(
        "The calendar or regime of the body is not known here yet. Ask the administrator to send it.",
        "Le calendrier ou le régime de l'instance n'est pas encore connu. Demandez à l'administrateur de l'envoyer.",
        "Kalender oder Verfahren des Gremiums sind hier noch nicht bekannt. Bitten Sie die Administration darum.",
    )


class ReceiptOutside(Invalid):
    """A receipt before the package, in the future, or so long ago that silence would take effect at once."""

    slug = "receipt-outside"
    title = Text("Receipt not possible then", "Réception impossible à ce moment", "Zugang zu dieser Zeit nicht möglich")
    advice = Text(
        "Give a moment between the package and now from which the period still runs.",
        "Indiquez un moment entre la remise du dossier et maintenant, à partir duquel le délai court encore.",
        "Geben Sie einen Zeitpunkt zwischen Vorlage und jetzt an, von dem an die Frist noch läuft.",
    )


class PeriodWouldBeOver(Conflict):
    """The change would move the end into the past, so that silence would take effect at once."""

    slug = "period-would-be-over"
    title = Text("The period would be over", "Le délai serait écoulé", "Die Frist wäre vorbei")
    advice = Text(
        "With this change the period would have ended ({due_at}). Agree a later end, or settle it as completed today.",
        "Avec ce changement, le délai serait déjà écoulé ({due_at}). Convenez d'une fin ultérieure ou déclarez le dossier complété aujourd'hui.",
        "Mit dieser Änderung wäre die Frist schon vorbei ({due_at}). Vereinbaren Sie ein späteres Ende oder stellen Sie die Vervollständigung zum heutigen Tag fest.",
    )


class PeriodOver(Conflict):
    """Silence has taken its effect; the opinion comes too late."""

    slug = "period-over"
    title = Text("The period is over", "Le délai est écoulé", "Die Frist ist vorbei")
    advice = Text(
        "The period has ended and silence took its effect. Talk in the joint room.",
        "Le délai est écoulé et le silence a produit son effet. Parlez-en dans la salle commune.",
        "Die Frist ist abgelaufen und das Schweigen hat gewirkt. Sprechen Sie im gemeinsamen Raum.",
    )


class NothingRuns(Conflict):
    """No period runs that could change."""

    slug = "nothing-runs"
    title = Text("No period runs", "Aucun délai ne court", "Es läuft keine Frist")
    advice = Text(
        "No period runs in this case now. Look at its clock to see why.",
        "Aucun délai ne court dans ce dossier. Son horloge dit pourquoi.",
        "In diesem Fall läuft gerade keine Frist. Die Fristanzeige sagt, warum.",
    )


class SayWhetherClockRestarts(Invalid):
    """A package changed while the clock runs; the employer must say what that means."""

    slug = "say-whether-clock-restarts"
    title = Text("Does the clock restart?", "Le délai recommence-t-il ?", "Beginnt die Frist neu?")
    advice = Text(
        "The clock runs. Say in “restarts_clock”: true, it starts anew when the body has received this version; false, it runs on.",
        "Le délai court. Indiquez dans « restarts_clock » : true, il recommence à la réception de cette version ; false, il continue.",
        "Die Frist läuft. Sagen Sie in „restarts_clock“: true, sie beginnt mit dem Zugang dieser Fassung neu; false, sie läuft weiter.",
    )


class DisputeOpen(Conflict):
    """An objection is open already."""

    slug = "dispute-open"
    title = Text("Objection already open", "Contestation déjà ouverte", "Rüge bereits offen")
    advice = Text(
        "Settle the open objection first.",
        "Réglez d'abord la contestation ouverte.",
        "Klären Sie zuerst die offene Rüge.",
    )


class NothingDisputed(Conflict):
    """There is no open objection to settle."""

    slug = "nothing-disputed"
    title = Text("Nothing disputed", "Rien n'est contesté", "Nichts ist gerügt")
    advice = Text(
        "There is no open objection in this case.",
        "Il n'y a pas de contestation ouverte dans ce dossier.",
        "In diesem Fall ist keine Rüge offen.",
    )


class NothingAdded(Conflict):
    """The employer calls the package complete, but provided nothing since the objection."""

    slug = "nothing-added"
    title = Text("Nothing added since", "Rien ajouté depuis", "Seitdem nichts ergänzt")
    advice = Text(
        "Provide a new version of the package first; or the body takes its objection back.",
        "Remettez d'abord une nouvelle version du dossier ; ou l'instance retire sa contestation.",
        "Legen Sie zuerst eine neue Fassung vor; oder das Gremium nimmt die Rüge zurück.",
    )


class CompletionOutside(Invalid):
    """A completion before the objection or in the future."""

    slug = "completion-outside"
    title = Text(
        "Completion not possible then",
        "Complément impossible à cette date",
        "Vervollständigung zu diesem Tag nicht möglich",
    )
    advice = Text(
        "Give a day between the objection and today.",
        "Indiquez un jour entre la contestation et aujourd'hui.",
        "Geben Sie einen Tag zwischen der Rüge und heute an.",
    )


class NoSuchProposal(NotFound):
    """There is no open proposal of that number."""

    slug = "no-such-proposal"
    title = Text("No such proposal", "Proposition introuvable", "Kein solcher Vorschlag")
    advice = Text(
        "This proposal does not exist or is confirmed already. Look at the proposals of the case.",
        "Cette proposition n'existe pas ou est déjà confirmée. Regardez celles du dossier.",
        "Diesen Vorschlag gibt es nicht oder er ist schon bestätigt. Sehen Sie die Vorschläge des Falls an.",
    )


class OtherSideConfirms(Forbidden):
    """A side confirms its own proposal."""

    slug = "other-side-confirms"
    title = Text("The other side confirms", "C'est à l'autre partie de confirmer", "Die andere Seite bestätigt")
    advice = Text(
        "Your side made this proposal; the other one confirms it.",
        "Votre partie a fait cette proposition ; l'autre la confirme.",
        "Ihre Seite hat das vorgeschlagen; die andere bestätigt.",
    )


class RegimeIsTemplate(Conflict):
    """A shipped template is not changed; an own regime has a key of its own."""

    slug = "regime-is-a-template"
    title = Text("Template not to be changed", "Modèle non modifiable", "Vorlage unveränderlich")
    advice = Text(
        "Use a key of your own: {key} is a template that comes with the product.",
        "Utilisez une clé propre : {key} est un modèle livré avec le produit.",
        "Verwenden Sie einen eigenen Schlüssel: {key} ist eine mitgelieferte Vorlage.",
    )


class RegimeVersionTaken(Conflict):
    """A version of an own regime follows the one before."""

    slug = "regime-version-out-of-order"
    title = Text("Version out of order", "Version hors séquence", "Fassung außer der Reihe")
    advice = Text(
        "The next version of {key} is {version}.",
        "La prochaine version de {key} est {version}.",
        "Die nächste Fassung von {key} ist {version}.",
    )
