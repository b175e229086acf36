"""What a seat refuses: somebody who is no substitute, a seat that nobody holds or that is taken."""

from __future__ import annotations

from shared.errors import Conflict, Invalid, NotFound, Text


class NotASubstitute(Invalid):
    """Somebody without a substitute's mandate for the body today."""

    slug = "not-a-substitute"
    title = Text("Not a substitute", "Pas suppléant", "Kein Ersatzmitglied")
    advice = Text(
        "Name somebody who is a substitute of this body today; the attendance of the case lists them.",
        "Indiquez une personne suppléante de cette instance à ce jour ; la liste de présence du dossier les nomme.",
        "Nennen Sie jemanden, der heute Ersatzmitglied dieses Gremiums ist; die Anwesenheitsliste des Falls nennt sie.",
    )


class NoSeat(Invalid):
    """Somebody who holds no seat in the body today."""

    slug = "no-seat"
    title = Text("No seat to take", "Aucun siège à occuper", "Kein Sitz zu vertreten")
    advice = Text(
        "Name the chair or a member of this body whose place is taken; the attendance of the case lists them.",
        "Indiquez la présidence ou le membre de cette instance à remplacer ; la liste de présence du dossier les nomme.",
        "Nennen Sie den Vorsitz oder das Mitglied, das vertreten wird; die Anwesenheitsliste des Falls nennt sie.",
    )


class LastDayPast(Invalid):
    """A seat until a day that is over."""

    slug = "last-day-past"
    title = Text("Last day in the past", "Dernier jour passé", "Letzter Tag vorbei")
    advice = Text(
        "Give today or a later day, or leave it out: then it lasts until the case is closed.",
        "Indiquez aujourd'hui ou un jour ultérieur, ou omettez-le : cela dure alors jusqu'à la clôture du dossier.",
        "Geben Sie heute oder einen späteren Tag an, oder lassen Sie ihn weg: Dann gilt es bis zum Ende des Falls.",
    )


class SeatTaken(Conflict):
    """The substitute sits in for somebody already, or the member is replaced already."""

    slug = "seat-taken"
    title = Text("Already replaced", "Déjà remplacé", "Schon vertreten")
    advice = Text(
        "This substitute sits already, or somebody sits in for this member already. Release the substitute first.",
        "Ce suppléant siège déjà, ou ce membre est déjà remplacé. Libérez d'abord le suppléant.",
        "Dieses Ersatzmitglied vertritt schon jemanden, oder dieses Mitglied wird schon vertreten. Entlassen Sie es zuerst.",
    )


class NotSeated(NotFound):
    """Somebody who does not sit in for anybody now."""

    slug = "not-seated"
    title = Text("Nobody is replaced", "Aucun remplacement", "Keine Vertretung")
    advice = Text(
        "This person sits in for nobody in this case now. The attendance lists who does.",
        "Cette personne ne remplace personne dans ce dossier. La liste de présence indique qui remplace qui.",
        "Diese Person vertritt in diesem Fall gerade niemanden. Die Anwesenheitsliste nennt, wer vertritt.",
    )


class SubstituteCannot(Invalid):
    """A substitute who is absent, or whom the matter concerns."""

    slug = "substitute-cannot"
    title = Text("Cannot sit in", "Ne peut siéger", "Kann nicht vertreten")
    advice = Text(
        "This substitute is declared absent, or the matter concerns them. Leave “substitute_id” out: then the next one is called.",
        "Ce suppléant est déclaré absent, ou concerné par l'affaire. Omettez « substitute_id » : le suivant est alors appelé.",
        "Dieses Ersatzmitglied ist als abwesend gemeldet oder befangen. Lassen Sie „substitute_id“ weg: Dann rückt das nächste nach.",
    )


class NotNextSubstitute(Invalid):
    """A substitute whose turn it is not, without a reason."""

    slug = "not-next-substitute"
    title = Text("Not their turn", "Ce n'est pas son tour", "Nicht an der Reihe")
    advice = Text(
        "It is the turn of {name}. Name them; declare their absence if they are prevented; or say in “out_of_turn” why another one is called, for example another list or group.",
        "C'est le tour de {name}. Indiquez cette personne ; déclarez son absence si elle est empêchée ; ou dites dans « out_of_turn » pourquoi une autre est appelée, par exemple une autre liste ou catégorie.",
        "An der Reihe ist {name}. Nennen Sie diese Person; melden Sie ihre Abwesenheit, wenn sie verhindert ist; oder sagen Sie in „out_of_turn“, warum jemand anderes nachrückt, etwa eine andere Liste oder Gruppe.",
    )


class NoSubstituteLeft(Conflict):
    """Nobody is left in the order of substitutes."""

    slug = "no-substitute-left"
    title = Text("No substitute left", "Plus de suppléant", "Kein Ersatzmitglied mehr")
    advice = Text(
        "Every substitute sits in already, is absent, or is concerned. The seat stays empty; check whether there is a quorum without it.",
        "Tous les suppléants siègent déjà, sont absents ou concernés. Le siège reste vide ; vérifiez si le quorum est atteint sans lui.",
        "Alle Ersatzmitglieder vertreten schon, sind abwesend oder befangen. Der Sitz bleibt leer; prüfen Sie, ob Sie ohne ihn beschlussfähig sind.",
    )
