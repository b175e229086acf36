"""What somebody may not do with an idea."""

from __future__ import annotations

from shared.errors import Forbidden, Text


class OwnIdea(Forbidden):
    """Nobody decides on, merges or endorses what they wrote (invariant 3)."""

    slug = "own-idea"
    title = Text("Your own idea", "Votre propre idée", "Ihre eigene Idee")
    advice = Text(
        "Somebody who is not one of the authors does this.",
        "Une personne qui n'est pas l'un des auteurs s'en charge.",
        "Das tut jemand, der nicht mitverfasst hat.",
    )


class Conflicted(Forbidden):
    """Nobody decides where they have an interest or manage an author (invariant 3)."""

    slug = "conflict-of-interest"
    title = Text("Conflict of interest", "Conflit d'intérêts", "Befangen")
    advice = Text(
        "You manage one of the authors, or a conflict of interest is noted for you. Hand it to another decision maker.",
        "Vous dirigez l'un des auteurs, ou un conflit d'intérêts est noté pour vous. Confiez-la à un autre décideur.",
        "Sie führen eine der verfassenden Personen, oder für Sie ist ein Interessenkonflikt vermerkt. Geben Sie die Idee weiter.",
    )


class AppealToTheDecider(Forbidden):
    """Who declined does not answer the appeal."""

    slug = "appeal-to-the-decider"
    title = Text("You decided before", "Vous avez déjà décidé", "Sie haben schon entschieden")
    advice = Text(
        "You declined this idea. Another decision maker answers the appeal.",
        "Vous avez refusé cette idée. Un autre décideur répond au recours.",
        "Sie haben diese Idee abgelehnt. Über den Einspruch entscheidet jemand anderes.",
    )


class NotAnAuthor(Forbidden):
    """For the authors of an idea."""

    slug = "for-its-authors"
    title = Text("For its authors", "Réservé aux auteurs", "Für die Verfassenden")
    advice = Text(
        "Only an author of the idea does this; some steps only who started it.",
        "Seul un auteur de l'idée peut le faire ; certaines étapes, seule la personne qui l'a lancée.",
        "Das tun nur die Verfassenden; manche Schritte nur, wer die Idee begonnen hat.",
    )


class NotInvited(Forbidden):
    """There is no invitation for this person."""

    slug = "not-invited"
    title = Text("No invitation", "Pas d'invitation", "Keine Einladung")
    advice = Text(
        "This person is neither an author of the idea nor invited.",
        "Cette personne n'est ni auteur de l'idée ni invitée.",
        "Diese Person ist weder beteiligt noch eingeladen.",
    )


class NotTheirComment(Forbidden):
    """A comment belongs to who wrote it."""

    slug = "not-your-comment"
    title = Text("Somebody else's comment", "Commentaire d'autrui", "Fremder Kommentar")
    advice = Text(
        "Only who wrote a comment changes it.",
        "Seule la personne qui a écrit un commentaire le modifie.",
        "Einen Kommentar ändert nur, wer ihn schrieb.",
    )


class NothingToHear(Forbidden):
    """The body does not cover the idea's unit."""

    slug = "body-not-concerned"
    title = Text("Body not concerned", "Instance non concernée", "Gremium nicht betroffen")
    advice = Text(
        "Your body does not cover the unit of this idea.",
        "Votre instance ne couvre pas l'unité de cette idée.",
        "Ihr Gremium ist für die Einheit dieser Idee nicht zuständig.",
    )
