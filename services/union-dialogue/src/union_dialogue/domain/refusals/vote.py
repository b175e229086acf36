"""What a vote refuses: an opinion that the body has not validly adopted."""

from __future__ import annotations

from shared.errors import Conflict, Invalid, Text


class NoOpinion(Conflict):
    """There is no opinion to correct."""

    slug = "no-opinion"
    title = Text("No opinion yet", "Pas encore d'avis", "Noch keine Stellungnahme")
    advice = Text("Deliver the opinion first.", "Rendez d'abord l'avis.", "Geben Sie zuerst die Stellungnahme ab.")


class PointsNotNumbered(Invalid):
    """Points are numbered from 1 without a gap."""

    slug = "points-not-numbered"
    title = Text("Points not numbered", "Points non numérotés", "Punkte nicht nummeriert")
    advice = Text(
        "Number the points 1, 2, 3 ... without a gap.",
        "Numérotez les points 1, 2, 3 ... sans trou.",
        "Nummerieren Sie die Punkte 1, 2, 3 ... ohne Lücke.",
    )


class NoQuorum(Conflict):
    """Too few were there to resolve anything."""

    slug = "no-quorum"
    title = Text("No quorum", "Quorum non atteint", "Nicht beschlussfähig")
    advice = Text(
        "{present} were there, {quorum} are needed. Vote again when enough members or substitutes are present.",
        "{present} présents, {quorum} requis. Revotez quand assez de membres ou suppléants sont présents.",
        "{present} waren anwesend, {quorum} sind nötig. Stimmen Sie neu ab, wenn genug Mitglieder oder Ersatzmitglieder da sind.",
    )


class ResolutionLost(Conflict):
    """The resolution found no majority; a tie is lost."""

    slug = "resolution-lost"
    title = Text("No majority", "Pas de majorité", "Keine Mehrheit")
    advice = Text(
        "{in_favour} in favour, {against} not: the resolution is lost. A tie is lost; where those present decide, an abstention counts as a no.",
        "{in_favour} pour, {against} non : la résolution est rejetée. L'égalité vaut rejet ; à la majorité des présents, l'abstention compte comme un non.",
        "{in_favour} dafür, {against} nicht: Der Beschluss ist abgelehnt. Gleichstand ist Ablehnung; entscheidet die Mehrheit der Anwesenden, zählt Enthaltung als Nein.",
    )


class VoteVoid(Conflict):
    """Somebody voted whom the matter concerns, and it could matter."""

    slug = "vote-void"
    title = Text("The vote would be void", "Le vote serait nul", "Der Beschluss wäre unwirksam")
    advice = Text(
        "A member whom the matter concerns took part and their vote could matter. Vote again without them, with a substitute.",
        "Un membre concerné par l'affaire a participé et sa voix a pu compter. Revotez sans lui, avec un suppléant.",
        "Ein befangenes Mitglied hat mitgestimmt, und es konnte darauf ankommen. Stimmen Sie ohne es neu ab, mit Ersatzmitglied.",
    )


class NotAMember(Invalid):
    """Somebody without a mandate on that day, named twice, or both present and excluded."""

    slug = "not-a-member"
    title = Text("Not a member", "Pas membre", "Kein Mitglied")
    advice = Text(
        "Name each person with a mandate for the body once, as present or as excluded.",
        "Nommez chaque mandataire de l'instance une seule fois, présent ou exclu.",
        "Nennen Sie jede Person mit Mandat einmal, als anwesend oder als ausgeschlossen.",
    )


class TooManySubstitutes(Invalid):
    """More substitutes than regular members who are not there."""

    slug = "too-many-substitutes"
    title = Text("Too many substitutes", "Trop de suppléants", "Zu viele Ersatzmitglieder")
    advice = Text(
        "A substitute sits in only for a member who is not there.",
        "Un suppléant ne siège que pour un membre absent.",
        "Ein Ersatzmitglied tritt nur für ein verhindertes Mitglied ein.",
    )


class VotesDoNotAddUp(Invalid):
    """More votes than people who were there."""

    slug = "votes-do-not-add-up"
    title = Text("Votes do not add up", "Le compte des voix est faux", "Stimmen gehen nicht auf")
    advice = Text(
        "{given} votes from {present} people. Correct the votes or the attendance.",
        "{given} voix pour {present} personnes. Corrigez les voix ou la présence.",
        "{given} Stimmen von {present} Personen. Berichtigen Sie Stimmen oder Anwesenheit.",
    )
