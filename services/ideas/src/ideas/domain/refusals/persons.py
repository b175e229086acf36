"""What somebody may not do with an idea."""

from __future__ import annotations

from shared.errors import Forbidden, Text


class OwnIdea(Forbidden):
    """Nobody handles, decides on, merges or endorses what they wrote (invariant 3)."""

    slug = "own-idea"
    title = Text("Your own idea", "Votre propre idée", "Ihre eigene Idee")
    advice = Text(
        "Somebody who is not one of the authors does this.",
        "Une personne qui n'est pas l'un des auteurs s'en charge.",
        "Das tut jemand, der nicht mitverfasst hat.",
    )


class Conflicted(Forbidden):
    """Nobody decides where they have an interest or manage an author, nor triages or screens where they have an interest
    (invariant 3).
    """

    slug = "conflict-of-interest"
    title = Text("Conflict of interest", "Conflit d'intérêts", "Befangen")
    advice = Text(
        "You manage one of the authors, or a conflict of interest is noted for you. Hand it to somebody else.",
        "Vous dirigez l'un des auteurs, ou un conflit d'intérêts est noté pour vous. Confiez l'idée à quelqu'un d'autre.",
        "Sie führen eine der verfassenden Personen, oder für Sie ist ein Interessenkonflikt vermerkt. Geben Sie die Idee weiter.",
    )


class AppealToTheDecider(Forbidden):
    """Who decided does not answer the appeal."""

    slug = "appeal-to-the-decider"
    title = Text("You decided before", "Vous avez déjà décidé", "Sie haben schon entschieden")
    advice = Text(
        "The appeal is against your decision. Another decision maker answers it.",
        "Le recours vise votre décision. Un autre décideur y répond.",
        "Der Einspruch richtet sich gegen Ihre Entscheidung. Darüber entscheidet jemand anderes.",
    )


class DecidedBefore(Forbidden):
    """Against whose decision there was an appeal does not take the next one (invariant 3)."""

    slug = "decided-before"
    title = Text("Somebody else decides now", "À quelqu'un d'autre de décider", "Jetzt entscheidet jemand anderes")
    advice = Text(
        "There was an appeal against your decision on this idea. Another decision maker takes the next one.",
        "Votre décision sur cette idée a fait l'objet d'un recours. Un autre décideur prend la suivante.",
        "Gegen Ihre Entscheidung über diese Idee gab es einen Einspruch. Die nächste trifft jemand anderes.",
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
