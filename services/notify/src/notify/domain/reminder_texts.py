"""The words of reminders, in three languages: what each kind is about, and what it says."""

from __future__ import annotations

from shared.errors import Text

ABOUT: dict[str, Text] = {
    "reminder.invitation": Text(
        "Reminder: you have not answered whether you want to be an author.",
        "Rappel : vous n'avez pas dit si vous voulez être auteur.",
        "Erinnerung: Sie haben noch nicht gesagt, ob Sie mitverfassen.",
    ),
    "reminder.shares": Text(
        "Reminder: you have not said whether you agree to the proposed shares.",
        "Rappel : vous n'avez pas dit si vous acceptez la répartition proposée.",
        "Erinnerung: Sie haben den vorgeschlagenen Anteilen noch nicht zugestimmt.",
    ),
    "reminder.revision": Text(
        "Reminder: your idea came back and still waits for you.",
        "Rappel : votre idée vous est revenue et vous attend toujours.",
        "Erinnerung: Ihre Idee kam zurück und wartet noch auf Sie.",
    ),
    "reminder.review": Text(
        "Reminder: a review that you owe is due soon.",
        "Rappel : une évaluation que vous devez arrive à échéance.",
        "Erinnerung: Ein Gutachten, das Sie schulden, wird bald fällig.",
    ),
    "reminder.contest": Text(
        "Reminder: the period in which your body may ask to be heard ends soon.",
        "Rappel : le délai où votre instance peut demander à être entendue expire bientôt.",
        "Erinnerung: Die Frist, in der Ihr Gremium seine Beteiligung verlangen kann, endet bald.",
    ),
    "reminder.package": Text(
        "Reminder: an information package is still owed to a body.",
        "Rappel : un dossier d'information est toujours dû à une instance.",
        "Erinnerung: Einem Gremium werden noch Unterlagen geschuldet.",
    ),
    "reminder.receipt": Text(
        "Reminder: the receipt of an information package is not confirmed.",
        "Rappel : la réception d'un dossier d'information n'est pas confirmée.",
        "Erinnerung: Der Zugang von Unterlagen ist nicht bestätigt.",
    ),
    "reminder.opinion": Text(
        "Reminder: the period for an opinion ends soon; then silence has its effect.",
        "Rappel : le délai pour un avis expire bientôt ; ensuite le silence produit son effet.",
        "Erinnerung: Die Frist für eine Stellungnahme endet bald; dann wirkt das Schweigen.",
    ),
    "reminder.answers": Text(
        "Reminder: a consultation with an opinion is not closed; each point is owed an answer.",
        "Rappel : une consultation avec avis n'est pas close ; chaque point attend une réponse.",
        "Erinnerung: Eine Beteiligung mit Stellungnahme ist offen; jeder Punkt braucht eine Antwort.",
    ),
    "reminder.appeal": Text(
        "Reminder: the period in which you may appeal ends soon.",
        "Rappel : le délai pour faire recours expire bientôt.",
        "Erinnerung: Die Frist für einen Einspruch endet bald.",
    ),
    "reminder.appeal-answer": Text(
        "Reminder: an appeal waits for its answer.",
        "Rappel : un recours attend sa réponse.",
        "Erinnerung: Ein Einspruch wartet auf Antwort.",
    ),
    "reminder.offer": Text(
        "Reminder: a part that was offered to you waits for your answer.",
        "Rappel : un rôle qui vous est proposé attend votre réponse.",
        "Erinnerung: Eine Rolle, die Ihnen angeboten ist, wartet auf Ihre Antwort.",
    ),
    "reminder.task": Text(
        "Reminder: a task of yours is due soon.",
        "Rappel : une de vos tâches arrive à échéance.",
        "Erinnerung: Eine Ihrer Aufgaben wird bald fällig.",
    ),
}

SAYS: dict[str, Text] = {
    "reminder.invitation": Text(
        "Say whether you want to be an author: {title}",
        "Dites si vous voulez être auteur : {title}",
        "Sagen Sie, ob Sie mitverfassen: {title}",
    ),
    "reminder.shares": Text(
        "Your agreement to the proposed shares is still missing: {title}",
        "Votre accord sur la répartition proposée manque encore : {title}",
        "Ihre Zustimmung zu den vorgeschlagenen Anteilen fehlt noch: {title}",
    ),
    "reminder.revision": Text(
        "Your idea still waits for you: {title}",
        "Votre idée vous attend toujours : {title}",
        "Ihre Idee wartet noch auf Sie: {title}",
    ),
    "reminder.review": Text(
        "Your review is due by {day}: {title}",
        "Votre évaluation est attendue d'ici au {day} : {title}",
        "Ihr Gutachten ist bis {day} fällig: {title}",
    ),
    "reminder.contest": Text(
        "Your body may ask to be heard until {day}: {title}",
        "Votre instance peut demander à être entendue jusqu'au {day} : {title}",
        "Ihr Gremium kann seine Beteiligung bis {day} verlangen: {title}",
    ),
    "reminder.package": Text(
        "An information package is still owed: {title}",
        "Un dossier d'information est toujours dû : {title}",
        "Unterlagen werden noch geschuldet: {title}",
    ),
    "reminder.receipt": Text(
        "Please confirm the receipt of the documents: {title}",
        "Confirmez la réception du dossier : {title}",
        "Bitte bestätigen Sie den Zugang der Unterlagen: {title}",
    ),
    "reminder.opinion": Text(
        "The period for your opinion ends on {day}: {title}",
        "Le délai pour votre avis expire le {day} : {title}",
        "Die Frist für Ihre Stellungnahme endet am {day}: {title}",
    ),
    "reminder.answers": Text(
        "Answer the opinion point by point, or close the case: {title}",
        "Répondez à l'avis point par point, ou clôturez le dossier : {title}",
        "Beantworten Sie die Stellungnahme Punkt für Punkt, oder schließen Sie den Fall: {title}",
    ),
    "reminder.appeal": Text(
        "You may appeal until {day}: {title}",
        "Vous pouvez faire recours jusqu'au {day} : {title}",
        "Sie können bis {day} Einspruch erheben: {title}",
    ),
    "reminder.appeal-answer": Text(
        "An appeal waits for your answer: {title}",
        "Un recours attend votre réponse : {title}",
        "Ein Einspruch wartet auf Ihre Antwort: {title}",
    ),
    "reminder.offer": Text(
        "Say whether you take the part that is offered to you: {title}",
        "Dites si vous prenez le rôle proposé : {title}",
        "Sagen Sie, ob Sie die angebotene Rolle nehmen: {title}",
    ),
    "reminder.task": Text(
        "Your task is due by {day}: {title}",
        "Votre tâche est à faire d'ici au {day} : {title}",
        "Ihre Aufgabe ist bis {day} fällig: {title}",
    ),
}
