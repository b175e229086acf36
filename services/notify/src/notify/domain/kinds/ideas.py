"""Kinds that are about an idea, until it is decided."""

from __future__ import annotations

from notify.domain.kind import Kind
from notify.domain.kind import about as _about

KINDS: dict[str, Kind] = {
    "author.invited": _about(
        "You are asked to be an author of an idea.",
        "On vous propose d'être auteur d'une idée.",
        "Sie sind gebeten, eine Idee mitzuverfassen.",
        mail=True,
    ),
    "shares.proposed": _about(
        "Shares in your idea are proposed and wait for your agreement.",
        "Une répartition de votre idée est proposée et attend votre accord.",
        "Anteile an Ihrer Idee sind vorgeschlagen und warten auf Ihre Zustimmung.",
        mail=True,
    ),
    "idea.submitted": _about(
        "An idea was handed in: for the scheme office.",
        "Une idée a été déposée : pour le bureau du dispositif.",
        "Eine Idee wurde eingereicht: für die Ideenstelle.",
    ),
    "idea.returned": _about(
        "Your idea comes back with a reason and waits for you.",
        "Votre idée vous revient avec un motif et vous attend.",
        "Ihre Idee kommt mit einer Begründung zurück und wartet auf Sie.",
        mail=True,
    ),
    "idea.withdrawn": _about(
        "An idea that you follow, wrote, or in which yours lived on, was taken back.",
        "Une idée suivie, la vôtre, ou celle où elle se poursuivait, a été retirée.",
        "Eine verfolgte Idee, Ihre eigene, oder in der Ihre weiterlebte, wurde zurückgezogen.",
    ),
    "idea.merged": _about(
        "An idea lives on in another one.",
        "Une idée se poursuit dans une autre.",
        "Eine Idee lebt in einer anderen weiter.",
    ),
    "idea.commented": _about(
        "Comments on your idea, on one that you follow, or that mention you.",
        "Commentaires sur votre idée, sur une idée suivie, ou qui vous mentionnent.",
        "Kommentare zu Ihrer Idee, zu einer verfolgten, oder die Sie erwähnen.",
    ),
    "support.reached": _about(
        "Your idea has reached the support threshold.",
        "Votre idée a atteint le seuil de soutien.",
        "Ihre Idee hat die Unterstützungsschwelle erreicht.",
    ),
    "review.requested": _about(
        "Your idea goes to peer review.",
        "Votre idée part en évaluation.",
        "Ihre Idee geht in die Begutachtung.",
    ),
    "idea.decided": _about(
        "An idea was decided; an author may appeal until the day named.",
        "Une idée a reçu une décision ; un auteur peut faire recours jusqu'au jour dit.",
        "Über eine Idee ist entschieden; Verfasser können bis zum genannten Tag Einspruch erheben.",
        law=True,
    ),
    "appeal.lodged": _about(
        "An author appeals: for decision makers.",
        "Un auteur fait recours : pour les décideurs.",
        "Ein Verfasser erhebt Einspruch: für die Entscheidenden.",
        mail=True,
        judges=True,
    ),
    "appeal.decided": _about(
        "Your appeal was answered.",
        "Votre recours a reçu une réponse.",
        "Ihr Einspruch wurde beantwortet.",
        mail=True,
    ),
    "answer.overdue": _about(
        "The answer to an idea is late: for its authors, and for those to whom it goes then.",
        "La réponse à une idée tarde : pour ses auteurs et pour ceux à qui elle revient alors.",
        "Die Antwort auf eine Idee ist überfällig: für ihre Verfasser und für die, zu denen sie dann kommt.",
        mail=True,
        judges=True,
    ),
    "consultation.required": _about(
        "Your idea touches rights: representatives are heard on it.",
        "Votre idée touche des droits : les représentants sont consultés.",
        "Ihre Idee berührt Rechte: Die Vertretung wird dazu beteiligt.",
    ),
    "consultation.not-required": _about(
        "An idea is to be decided without hearing your body, which may contest that until the day named.",
        "Une idée doit être décidée sans entendre votre instance, qui peut le contester jusqu'au jour dit.",
        "Über eine Idee soll ohne Ihr Gremium entschieden werden; das kann es bis zum genannten Tag anfechten.",
        law=True,
    ),
    "consultation.contested": _about(
        "A body says that it must be heard: for scheme and consultation officers.",
        "Une instance demande à être entendue : pour les bureaux du dispositif et de la consultation.",
        "Ein Gremium verlangt seine Beteiligung: für Ideenstelle und Beteiligungsstelle.",
        mail=True,
    ),
    "idea.woken": _about(
        "The day of a deferral has come: the decision is due again.",
        "Le jour d'un report est venu : la décision est à nouveau due.",
        "Der Tag einer Zurückstellung ist da: Die Entscheidung steht wieder an.",
        mail=True,
        judges=True,
    ),
}
