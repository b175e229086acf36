"""What a case refuses: a step out of turn, a regime of another family, an end that is not due."""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, Text


class WrongStep(Conflict):
    """The step does not follow from the present state."""

    slug = "wrong-case-state"
    title = Text("Not possible in this state", "Impossible dans cet état", "In diesem Zustand nicht möglich")
    advice = Text(
        "The case is in the state “{state}”. This step is possible in: {needed}.",
        "Le dossier est dans l'état « {state} ». Cette étape est possible dans : {needed}.",
        "Der Fall ist im Zustand „{state}“. Dieser Schritt geht nur in: {needed}.",
    )


class PointsUnanswered(Conflict):
    """A case closes when each point has its answer (invariant 8)."""

    slug = "points-unanswered"
    title = Text("Points without an answer", "Points sans réponse", "Punkte ohne Antwort")
    advice = Text(
        "Answer these points first: {numbers}.",
        "Répondez d'abord aux points : {numbers}.",
        "Beantworten Sie zuerst: {numbers}.",
    )


class AgreementNeedsTheBody(Conflict):
    """Management calls a case agreed that the body objected to, or whose points it did not all adopt."""

    slug = "agreement-needs-the-body"
    title = Text(
        "Only the body can call it agreed",
        "Seule l'instance peut le dire accepté",
        "Nur das Gremium kann es einig nennen",
    )
    advice = Text(
        "Not every point is adopted, or the body objects: ask its chair to close the case as agreed, or close it as disagreed with a reason.",
        "Tous les points ne sont pas repris, ou l'instance s'oppose : demandez à qui la dirige (au CSE : son secrétaire) de clore d'un commun accord, ou clôturez en désaccord avec un motif.",
        "Nicht jeder Punkt ist übernommen oder das Gremium lehnt ab: Bitten Sie den Vorsitz, einvernehmlich zu schließen, oder schließen Sie ohne Einigung mit Begründung.",
    )


class ConsentNeeded(Conflict):
    """The measure needs the body's consent, and nothing replaced it."""

    slug = "consent-needed"
    title = Text("Consent needed", "Accord nécessaire", "Zustimmung nötig")
    advice = Text(
        "Under this regime the measure needs the body's consent. Reach agreement, and its chair closes the case as agreed; or name in “consent_replaced_by” the decision of the higher office or conciliation body that replaces it; or have the idea declined.",
        "Ce régime exige l'accord de l'instance. Trouvez un accord, et qui la dirige (au CSE : son secrétaire) clôt le dossier d'un commun accord ; ou indiquez dans « consent_replaced_by » la décision de l'autorité supérieure ou de l'organe de conciliation qui le remplace ; ou faites rejeter l'idée.",
        "Nach diesem Verfahren braucht die Maßnahme die Zustimmung des Gremiums. Einigen Sie sich, dann schließt der Vorsitz einvernehmlich; oder nennen Sie in „consent_replaced_by“ die Entscheidung der übergeordneten Stelle oder Einigungsstelle, die sie ersetzt; oder lassen Sie die Idee ablehnen.",
    )


class OwnIdea(Forbidden):
    """An author of the idea answers or closes its case (invariant 3)."""

    slug = "own-idea-case"
    title = Text("Your own idea", "Votre propre idée", "Ihre eigene Idee")
    advice = Text(
        "You are an author of this idea. Somebody else in management must answer.",
        "Vous êtes auteur de cette idée. Une autre personne de la direction doit répondre.",
        "Sie sind an dieser Idee beteiligt. Jemand anderes in der Leitung muss antworten.",
    )


class RegimeNotOfTheBody(Invalid):
    """A regime of another family than the body's, or one that no case runs under."""

    slug = "regime-not-of-the-body"
    title = Text("Regime not of this body", "Régime étranger à l'instance", "Verfahren gehört nicht zum Gremium")
    advice = Text(
        "Choose a consultation regime of the family {family}.",
        "Choisissez un régime de consultation de la famille {family}.",
        "Wählen Sie ein Anhörungsverfahren der Familie {family}.",
    )


class SayWhy(Invalid):
    """An end without agreement needs its reason."""

    slug = "say-why"
    title = Text("Reason missing", "Motif manquant", "Begründung fehlt")
    advice = Text(
        "Say in “reason” why there is no agreement.",
        "Indiquez dans « reason » pourquoi il n'y a pas d'accord.",
        "Sagen Sie in „reason“, warum es keine Einigung gibt.",
    )


class UnknownPoint(Invalid):
    """A point that the opinion does not have, or that has no answer, or has one already."""

    slug = "unknown-point"
    title = Text("Unknown point", "Point inconnu", "Unbekannter Punkt")
    advice = Text(
        "The opinion has no such point for this step: {number}. Look at its points and answers.",
        "L'avis n'a pas de tel point pour cette étape : {number}. Regardez ses points et réponses.",
        "Die Stellungnahme hat für diesen Schritt keinen solchen Punkt: {number}. Sehen Sie Punkte und Antworten an.",
    )
