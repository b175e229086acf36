"""What is refused of sign-in, keys and erasure, in three languages."""

from __future__ import annotations

from shared.errors import Conflict, Forbidden, Text


class DemoOnly(Forbidden):
    """Only the demo lets anybody sign in by name, or moves the clock."""

    slug = "demo-only"
    title = Text("Only in the demo", "Seulement dans la démonstration", "Nur in der Demo")
    advice = Text(
        "This exists in the demo only (DEMO=1 on loopback). Sign in with your organisation's account.",
        "Ceci n'existe que dans la démonstration (DEMO=1 en local). Utilisez le compte de votre organisation.",
        "Das gibt es nur in der Demo (DEMO=1, lokal). Melden Sie sich mit dem Konto Ihrer Organisation an.",
    )


class SessionEnded(Conflict):
    """The session is over; a new sign-in is needed."""

    slug = "session-ended"
    title = Text("Session ended", "Session terminée", "Sitzung beendet")
    advice = Text("Sign in again.", "Connectez-vous de nouveau.", "Melden Sie sich erneut an.")


class RotationUnderWay(Conflict):
    """The next key is made already, and waits until every service knows it."""

    slug = "rotation-under-way"
    title = Text("Next key waits already", "La clé suivante attend déjà", "Nächster Schlüssel wartet schon")
    advice = Text(
        "The next key signs from {at}. Wait until then; if a key is in wrong hands, withdraw it.",
        "La clé suivante signe à partir de {at}. Attendez ; si une clé est en de mauvaises mains, retirez-la.",
        "Der nächste Schlüssel signiert ab {at}. Warten Sie so lange; ist ein Schlüssel in falschen Händen, ziehen Sie ihn zurück.",
    )


class StillEmployed(Conflict):
    """Who works here cannot be erased."""

    slug = "still-employed"
    title = Text("Still employed", "Toujours en fonction", "Noch beschäftigt")
    advice = Text(
        "Erase a person after they have left: let the HR system tell the leaving first.",
        "Effacez une personne après son départ : que le système RH annonce d'abord le départ.",
        "Löschen Sie eine Person erst nach dem Ausscheiden: Das Personalsystem meldet es zuerst.",
    )
