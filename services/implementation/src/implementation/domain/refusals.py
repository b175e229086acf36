"""What implementation refuses.

Conflict
├── ImplementationLocked
├── NotDecided
├── WrongStep
├── PromisedTask
├── TasksUnverified
├── PlanExists
├── WaitsForOthers
├── NoOwner
├── OfferExists
└── HoursNotReleased
Forbidden
├── OwnTask
├── HasInterest
├── NotIndependent
└── NotYourOffer
Invalid
├── CircularTasks
├── UnknownTask
└── NotAnAuthor
"""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, Text


class ImplementationLocked(Conflict):
    """No task may start while a mandatory case is open (invariant 1; BPersVG s.69, L2312-14)."""

    slug = "implementation-locked"
    title = Text("Implementation locked", "Mise en œuvre verrouillée", "Umsetzung gesperrt")
    advice = Text(
        "A duty to consult is still open towards: {bodies}. Nothing may start before those cases are closed.",
        "Une consultation est encore due à : {bodies}. Rien ne commence avant la clôture de ces dossiers.",
        "Eine Beteiligung ist noch offen gegenüber: {bodies}. Nichts darf beginnen, bevor diese Fälle geschlossen sind.",
    )


class NotDecided(Conflict):
    """A plan may be prepared before the decision, not begun."""

    slug = "not-decided"
    title = Text("Not decided yet", "Pas encore décidé", "Noch nicht entschieden")
    advice = Text(
        "The idea has not been accepted yet. Wait for the decision.",
        "L'idée n'a pas encore été acceptée. Attendez la décision.",
        "Die Idee ist noch nicht angenommen. Warten Sie die Entscheidung ab.",
    )


class WrongStep(Conflict):
    """The step does not follow from the present state."""

    slug = "wrong-step"
    title = Text("Not possible in this state", "Impossible dans cet état", "In diesem Zustand nicht möglich")
    advice = Text(
        "The {what} is in the state “{state}”. This step is possible in: {needed}.",
        "État actuel ({what}) : « {state} ». Cette étape est possible dans : {needed}.",
        "Jetziger Zustand ({what}): „{state}“. Dieser Schritt geht nur in: {needed}.",
    )


class PromisedTask(Conflict):
    """A task that keeps a condition of the decision or a point of an opinion is not taken out."""

    slug = "promised-task"
    title = Text("The task was promised", "La tâche a été promise", "Die Aufgabe ist zugesagt")
    advice = Text(
        "This task keeps a condition of the decision or an answer to representatives. It ends only when that answer is corrected; plan it, or say why it is blocked.",
        "Cette tâche tient une condition de la décision ou une réponse aux représentants. Elle ne prend fin que si cette réponse est corrigée ; planifiez-la ou dites pourquoi elle est bloquée.",
        "Diese Aufgabe erfüllt eine Bedingung der Entscheidung oder eine Antwort an die Personalvertretung. Sie entfällt nur, wenn diese Antwort berichtigt wird; planen Sie sie, oder sagen Sie, warum sie blockiert ist.",
    )


class TasksUnverified(Conflict):
    """An idea is implemented when all its tasks are verified, and there is at least one."""

    slug = "tasks-unverified"
    title = Text("Tasks not verified", "Tâches non vérifiées", "Aufgaben nicht geprüft")
    advice = Text(
        "All tasks must be verified first; {open} of {all} are not.",
        "Toutes les tâches doivent être vérifiées ; {open} sur {all} ne le sont pas.",
        "Erst müssen alle Aufgaben geprüft sein; {open} von {all} sind es nicht.",
    )


class PlanExists(Conflict):
    """One plan an idea."""

    slug = "plan-exists"
    title = Text("Plan exists", "Le plan existe", "Plan besteht schon")
    advice = Text(
        "This idea has a plan already. Open it instead.",
        "Cette idée a déjà un plan. Ouvrez-le.",
        "Zu dieser Idee gibt es schon einen Plan. Öffnen Sie ihn.",
    )


class OwnTask(Forbidden):
    """Nobody verifies their own task (invariant 3)."""

    slug = "own-task"
    title = Text("Your own task", "Votre propre tâche", "Ihre eigene Aufgabe")
    advice = Text(
        "A task is verified by somebody else than its owner. Ask a colleague.",
        "Une tâche est vérifiée par une autre personne que son responsable. Demandez à un collègue.",
        "Eine Aufgabe prüft jemand anderes als wer sie erledigt hat. Bitten Sie eine Kollegin oder einen Kollegen.",
    )


class HasInterest(Forbidden):
    """Whoever wrote an idea or has an interest in it judges neither it nor what comes of it (invariant 3)."""

    slug = "has-interest"
    title = Text("Conflict of interest", "Conflit d'intérêts", "Befangen")
    advice = Text(
        "You are an author of this idea, or an interest of yours in it is on record. Ask a colleague to do this.",
        "Vous êtes auteur de cette idée, ou un intérêt de votre part y est consigné. Demandez à un collègue de le faire.",
        "Sie haben diese Idee mitverfasst, oder ein Interesse von Ihnen daran ist vermerkt. Bitten Sie jemand anderen darum.",
    )


class NotIndependent(Forbidden):
    """The controller is neither an author, nor above one, nor the one who measured (invariant 3)."""

    slug = "not-independent"
    title = Text("Not independent", "Pas indépendant", "Nicht unabhängig")
    advice = Text(
        "A benefit is verified by a controller who is neither an author nor above one, and did not measure it.",
        "Un bénéfice est vérifié par un contrôleur qui n'est ni auteur, ni supérieur d'un auteur, ni celui qui l'a mesuré.",
        "Einen Nutzen prüft, wer die Idee nicht verfasst hat, keinem der Verfassenden vorgesetzt ist und den Nutzen nicht gemessen hat.",
    )


class WaitsForOthers(Conflict):
    """A task begins when those that it depends on are done."""

    slug = "waits-for-others"
    title = Text("Waits for other tasks", "Attend d'autres tâches", "Wartet auf andere Aufgaben")
    advice = Text(
        "These tasks must be done first: {tasks}. Finish them, or change what this task depends on.",
        "Ces tâches doivent d'abord être terminées : {tasks}. Terminez-les ou changez les dépendances.",
        "Erst müssen diese Aufgaben erledigt sein: {tasks}. Erledigen Sie sie, oder ändern Sie die Abhängigkeiten.",
    )


class NoOwner(Conflict):
    """Somebody answers for a task before it begins."""

    slug = "no-owner"
    title = Text("Nobody owns the task", "La tâche n'a pas de responsable", "Niemand ist zuständig")
    advice = Text(
        "Name an owner and a day for this task first.",
        "Désignez d'abord un responsable et une date pour cette tâche.",
        "Benennen Sie zuerst eine zuständige Person und einen Tag für diese Aufgabe.",
    )


class CircularTasks(Invalid):
    """Tasks do not wait for each other in a circle."""

    slug = "circular-tasks"
    title = Text("Tasks wait in a circle", "Dépendances circulaires", "Aufgaben warten im Kreis")
    advice = Text(
        "This task would wait for itself, by way of: {tasks}. Leave one of them out.",
        "Cette tâche s'attendrait elle-même, par : {tasks}. Retirez l'une d'elles.",
        "Diese Aufgabe würde auf sich selbst warten, über: {tasks}. Lassen Sie eine davon weg.",
    )


class UnknownTask(Invalid):
    """A task depends on tasks of the same plan."""

    slug = "unknown-task"
    title = Text("No such task in this plan", "Tâche inconnue dans ce plan", "Keine solche Aufgabe in diesem Plan")
    advice = Text(
        "The plan has no task {task_id}. Choose tasks of this plan.",
        "Le plan n'a pas de tâche {task_id}. Choisissez des tâches de ce plan.",
        "Der Plan hat keine Aufgabe {task_id}. Wählen Sie Aufgaben dieses Plans.",
    )


class NotAnAuthor(Invalid):
    """A part in the implementation is offered to those who had the idea."""

    slug = "not-an-author"
    title = Text("Not an author", "Pas auteur", "Nicht verfasst")
    advice = Text(
        "This person is not an author of the idea. Offer the part to an author; give others a task.",
        "Cette personne n'est pas auteur de l'idée. Proposez le rôle à un auteur ; confiez une tâche aux autres.",
        "Diese Person hat die Idee nicht verfasst. Bieten Sie die Rolle Verfassenden an, anderen eine Aufgabe.",
    )


class OfferExists(Conflict):
    """One open offer an author at a time."""

    slug = "offer-exists"
    title = Text("An offer is open", "Une proposition est ouverte", "Ein Angebot steht aus")
    advice = Text(
        "This author has an open or accepted offer already.",
        "Cet auteur a déjà une proposition ouverte ou acceptée.",
        "Diese Person hat schon ein offenes oder angenommenes Angebot.",
    )


class HoursNotReleased(Conflict):
    """The author's manager releases the hours before the part is taken."""

    slug = "hours-not-released"
    title = Text("Hours not released yet", "Heures pas encore libérées", "Stunden noch nicht freigegeben")
    advice = Text(
        "Your manager has not released the {hours} hours yet. Wait for the answer, or talk to them.",
        "Votre responsable n'a pas encore libéré les {hours} heures. Attendez sa réponse ou parlez-lui.",
        "Ihre Führungskraft hat die {hours} Stunden noch nicht freigegeben. Warten Sie, oder sprechen Sie sie an.",
    )


class NotYourOffer(Forbidden):
    """An offer is answered by the author whom it is made to, hours are released by that author's manager."""

    slug = "not-your-offer"
    title = Text("Not yours to answer", "Pas à vous de répondre", "Nicht an Ihnen zu antworten")
    advice = Text("This is for {who}.", "C'est à cette personne de le faire : {who}.", "Das ist Sache von: {who}.")
