"""What is refused of those who look after functions and mandates, in three languages."""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Invalid, Text


class PastDay(Invalid):
    """What has been is HR's to correct; the administration speaks of today and later."""

    slug = "past-day"
    title = Text("The day is over", "Ce jour est passé", "Der Tag ist vorbei")
    advice = Text(
        "Choose {today} or a later day. What held on earlier days is corrected by the HR system alone.",
        "Choisissez le {today} ou un jour ultérieur. Seul le système RH corrige ce qui valait auparavant.",
        "Wählen Sie {today} oder einen späteren Tag. Was früher galt, berichtigt allein das Personalsystem.",
    )


class EndBeforeStart(Invalid):
    """A mandate lasts at least a day."""

    slug = "end-before-start"
    title = Text("Ends before it begins", "Finit avant de commencer", "Endet vor dem Beginn")
    advice = Text(
        "It begins on {starts_on}. Choose that day or a later one as the last day, or end the mandate instead.",
        "Il commence le {starts_on}. Choisissez ce jour ou un jour ultérieur comme dernier jour, ou mettez fin au mandat.",
        "Es beginnt am {starts_on}. Wählen Sie diesen Tag oder einen späteren als letzten Tag, oder beenden Sie das Mandat.",
    )


class NoSuchPart(Invalid):
    """A request names a person, unit, body or calendar that is not known here."""

    slug = "unknown-reference"
    title = Text("Not known here", "Inconnu ici", "Hier nicht bekannt")
    advice = Text(
        "There is no {what} with the id {id}. Look it up under {where}.",
        "Aucun élément « {what} » ne porte l'identifiant {id}. Cherchez-le sous {where}.",
        "Mit der Kennung {id} gibt es nichts ({what}). Suchen Sie unter {where}.",
    )


class NotEmployed(Conflict):
    """Who is not employed on the first day holds nothing."""

    slug = "not-employed"
    title = Text("Not employed", "Pas en fonction", "Nicht beschäftigt")
    advice = Text(
        "This person is not employed then. If that is wrong, let the HR system tell the hiring first.",
        "Cette personne n'est pas en fonction à cette date. Si c'est une erreur, que le système RH annonce d'abord l'embauche.",
        "Diese Person ist dann nicht beschäftigt. Ist das falsch, meldet das Personalsystem zuerst die Einstellung.",
    )


class ForOneself(Forbidden):
    """Nobody gives themselves power: somebody else must do it."""

    slug = "for-oneself"
    title = Text("Not for yourself", "Pas pour soi-même", "Nicht für sich selbst")
    advice = Text(
        "You cannot give yourself a function or a mandate, nor prolong your own. Ask another administrator.",
        "Vous ne pouvez vous donner ni fonction ni mandat, ni prolonger le vôtre. Demandez à un autre administrateur.",
        "Sie können sich weder eine Funktion noch ein Mandat geben, noch Ihr eigenes verlängern. Bitten Sie jemand anderen aus der Administration.",
    )


class LastAdministrator(Conflict):
    """Without an administrator nobody could name the next one."""

    slug = "last-administrator"
    title = Text("The last administrator", "Dernier administrateur", "Letzte Administration")
    advice = Text(
        "Nobody else would be administrator from {day} on. Make somebody else administrator first, without an end.",
        "Personne d'autre ne serait administrateur à partir du {day}. Nommez-en d'abord un autre, sans date de fin.",
        "Ab {day} gäbe es keine Administration mehr. Geben Sie die Funktion zuerst jemand anderem, ohne Ende.",
    )


class FunctionNotHeld(Conflict):
    """What is not held cannot end."""

    slug = "function-not-held"
    title = Text("Function not held", "Fonction non exercée", "Funktion nicht inne")
    advice = Text(
        "This person does not have the function {role} on {day}. Look at the list of functions again.",
        "Cette personne n'exerce pas la fonction {role} le {day}. Consultez de nouveau la liste des fonctions.",
        "Diese Person hat die Funktion {role} am {day} nicht. Sehen Sie in der Liste der Funktionen nach.",
    )


class FunctionElsewhere(Conflict):
    """A function is held once, for one unit or for all."""

    slug = "function-held-elsewhere"
    title = Text(
        "Function held for another unit", "Fonction exercée pour une autre unité", "Funktion für andere Einheit"
    )
    advice = Text(
        "This person has the function {role} for another unit. End it from {day}, then grant it for the new one.",
        "Cette personne exerce la fonction {role} pour une autre unité. Mettez-y fin au {day}, puis attribuez-la de nouveau.",
        "Diese Person hat die Funktion {role} für eine andere Einheit. Beenden Sie sie ab {day} und geben Sie sie dann neu.",
    )


class BothSides(Conflict):
    """Who acts for the employer does not represent the employees, and the other way round."""

    slug = "both-sides"
    title = Text("Both sides at once", "Des deux côtés à la fois", "Auf beiden Seiten zugleich")
    advice = Text(
        "Nobody holds a mandate and acts for the employer ({roles}) at once. End the one before the other begins.",
        "Nul n'exerce un mandat tout en agissant pour l'employeur ({roles}). Mettez fin à l'un avant que l'autre commence.",
        "Niemand hat ein Mandat und handelt zugleich für den Arbeitgeber ({roles}). Beenden Sie das eine, bevor das andere beginnt.",
    )


class MandatesOverlap(Conflict):
    """One person has one mandate for a body at a time."""

    slug = "mandates-overlap"
    title = Text("Mandates overlap", "Mandats qui se chevauchent", "Mandate überschneiden sich")
    advice = Text(
        "This person has a mandate as {role} from {starts_on} through {ends_on}. Change or end that one, or choose days beside it.",
        "Cette personne a un mandat ({role}) du {starts_on} au {ends_on}. Modifiez-le, mettez-y fin ou choisissez d'autres jours.",
        "Diese Person hat ein Mandat ({role}) von {starts_on} bis {ends_on}. Ändern oder beenden Sie es, oder wählen Sie andere Tage.",
    )


class ChairTaken(Conflict):
    """A body has one chair at a time."""

    slug = "chair-taken"
    title = Text("There is a chair", "La présidence est pourvue", "Der Vorsitz ist besetzt")
    advice = Text(
        "{name} is in the chair from {starts_on} through {ends_on}. End that first, or name a deputy.",
        "{name} préside du {starts_on} au {ends_on}. Mettez-y d'abord fin, ou nommez un vice-président.",
        "{name} hat den Vorsitz von {starts_on} bis {ends_on}. Beenden Sie das zuerst, oder benennen Sie eine Stellvertretung.",
    )


class EndStands(Conflict):
    """An end that HR told, or a leaving, is before the day that is asked for."""

    slug = "end-stands"
    title = Text("An earlier end stands", "Une fin antérieure vaut", "Ein früheres Ende gilt")
    advice = Text(
        "HR has told that it ends on {ends_on}. Choose that day, or let the HR system take the end back.",
        "Les RH ont annoncé la fin au {ends_on}. Choisissez ce jour, ou que le système RH retire cette fin.",
        "Laut Personalsystem endet es am {ends_on}. Wählen Sie diesen Tag, oder lassen Sie das Ende dort zurücknehmen.",
    )


class MandateOver(Conflict):
    """A mandate that has ended is history."""

    slug = "mandate-over"
    title = Text("The mandate is over", "Le mandat est terminé", "Das Mandat ist beendet")
    advice = Text(
        "It ended on {ends_on}. Grant a new one.",
        "Il a pris fin le {ends_on}. Accordez-en un nouveau.",
        "Es endete am {ends_on}. Vergeben Sie ein neues.",
    )


class EndsEarlier(Conflict):
    """Ending a mandate never prolongs it."""

    slug = "ends-earlier"
    title = Text("The mandate ends earlier", "Le mandat finit plus tôt", "Das Mandat endet früher")
    advice = Text(
        "Its last day is {ends_on}. Choose a day up to then; whoever grants mandates here may give it a later last day.",
        "Son dernier jour est le {ends_on}. Choisissez un jour jusque-là ; qui accorde les mandats ici peut reculer ce jour.",
        "Sein letzter Tag ist der {ends_on}. Wählen Sie einen Tag bis dahin; wer hier Mandate vergibt, kann ihn verschieben.",
    )


class ChangeAnnounced(Conflict):
    """Something else has been told for a later day, which would end this one without a word."""

    slug = "change-announced"
    title = Text("A change is announced", "Un changement est annoncé", "Eine Änderung ist angekündigt")
    advice = Text(
        "From {day} on something else has been told ({source}), which would end this. Say it from that day on first, or let it be taken back where it was told.",
        "À partir du {day}, autre chose a été annoncé ({source}), ce qui y mettrait fin. Commencez par ce jour, ou faites retirer l'annonce à sa source.",
        "Ab {day} ist etwas anderes angekündigt ({source}), das dies beenden würde. Sagen Sie es zuerst ab diesem Tag, oder lassen Sie die Ankündigung dort zurücknehmen, wo sie herkommt.",
    )


class BodyEnded(Conflict):
    """Nobody represents a body beyond its end."""

    slug = "body-ended"
    title = Text("The body ends", "L'instance prend fin", "Das Gremium endet")
    advice = Text(
        "From {day} on it represents no unit. Let the mandate end before that day, or give the body units again first.",
        "À partir du {day}, elle ne représente aucune unité. Faites finir le mandat avant ce jour, ou donnez-lui d'abord des unités.",
        "Ab {day} vertritt es keine Einheit. Lassen Sie das Mandat vorher enden, oder geben Sie ihm zuerst wieder Einheiten.",
    )
