"""What is said of an idea, until it is decided."""

from __future__ import annotations

from shared.errors import Text

SENTENCES: dict[str, Text] = {
    "author.invited": Text(
        "You are asked to be an author: {title}",
        "On vous propose d'être auteur : {title}",
        "Sie sind gebeten mitzuverfassen: {title}",
    ),
    "shares.proposed": Text(
        "Do you agree to the shares that are proposed? {title}",
        "Êtes-vous d'accord avec la répartition proposée ? {title}",
        "Stimmen Sie den vorgeschlagenen Anteilen zu? {title}",
    ),
    "idea.submitted": Text(
        "A new idea was submitted: {title}",
        "Une nouvelle idée a été déposée : {title}",
        "Neue Idee eingereicht: {title}",
    ),
    "idea.returned": Text(
        "Your idea came back with a question: {title}",
        "Votre idée vous revient avec une question : {title}",
        "Ihre Idee kam mit einer Frage zurück: {title}",
    ),
    "idea.withdrawn": Text(
        "An idea that concerns you was withdrawn: {title}",
        "Une idée qui vous concerne a été retirée : {title}",
        "Eine Idee, die Sie betrifft, wurde zurückgezogen: {title}",
    ),
    "idea.merged": Text(
        "Your idea lives on in another one: {title}",
        "Votre idée se poursuit dans une autre : {title}",
        "Ihre Idee lebt in einer anderen weiter: {title}",
    ),
    "idea.commented": Text(
        "There is a new comment on your idea: {title}",
        "Nouveau commentaire sur votre idée : {title}",
        "Neuer Kommentar zu Ihrer Idee: {title}",
    ),
    "support.reached": Text(
        "Enough colleagues stand behind your idea: {title}",
        "Assez de collègues soutiennent votre idée : {title}",
        "Genug Kolleginnen und Kollegen unterstützen Ihre Idee: {title}",
    ),
    "review.requested": Text(
        "Your idea is in peer review: {title}",
        "Votre idée est en évaluation : {title}",
        "Ihre Idee wird begutachtet: {title}",
    ),
    "idea.decided": Text(
        "Your idea was decided: {title}",
        "Votre idée a reçu une décision : {title}",
        "Über Ihre Idee ist entschieden: {title}",
    ),
    "appeal.lodged": Text(
        "An author appeals against a decision: {title}",
        "Un auteur fait recours contre une décision : {title}",
        "Gegen eine Entscheidung wurde Einspruch erhoben: {title}",
    ),
    "appeal.decided": Text(
        "Your appeal was decided: {title}",
        "Votre recours a reçu une réponse : {title}",
        "Über Ihren Einspruch ist entschieden: {title}",
    ),
    "answer.overdue": Text(
        "The answer to an idea is late: {title}",
        "La réponse à une idée tarde : {title}",
        "Die Antwort auf eine Idee ist überfällig: {title}",
    ),
    "consultation.required": Text(
        "The representatives are heard on your idea: {title}",
        "Les représentants sont consultés sur votre idée : {title}",
        "Die Vertretung wird zu Ihrer Idee beteiligt: {title}",
    ),
    "consultation.not-required": Text(
        "Your body is not to be heard on an idea, and may contest that until {day}: {title}",
        "Votre instance ne serait pas entendue sur une idée et peut le contester jusqu'au {day} : {title}",
        "Ihr Gremium soll zu einer Idee nicht gehört werden und kann das bis {day} anfechten: {title}",
    ),
    "consultation.contested": Text(
        "A body says that it must be heard: {title}",
        "Une instance demande à être entendue : {title}",
        "Ein Gremium verlangt seine Beteiligung: {title}",
    ),
    "idea.woken": Text(
        "The decision on your idea is due again: {title}",
        "La décision sur votre idée est à nouveau due : {title}",
        "Die Entscheidung über Ihre Idee steht wieder an: {title}",
    ),
}
