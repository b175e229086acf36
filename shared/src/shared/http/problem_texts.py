"""The words of the refusals that belong to the protocol: slug -> (status, title, what to do)."""

from __future__ import annotations

from shared.errors import Text

PROTOCOL: dict[str, tuple[int, Text, Text]] = {
    "not-signed-in": (
        401,
        Text("Not signed in", "Non connecté", "Nicht angemeldet"),
        Text(
            "Sign in and try again.", "Connectez-vous et réessayez.", "Melden Sie sich an und versuchen Sie es erneut."
        ),
    ),
    "sign-in-unavailable": (
        503,
        Text("Sign-in cannot be checked", "Connexion invérifiable", "Anmeldung nicht prüfbar"),
        Text("Try again in a few seconds.", "Réessayez dans quelques secondes.", "Versuchen Sie es in Kürze erneut."),
    ),
    "cross-origin": (
        403,
        Text("From another site", "Depuis un autre site", "Von einer anderen Seite"),
        Text(
            "A change by cookie must come from this site. Scripts use the Authorization header.",
            "Une modification par cookie doit venir de ce site. Les scripts utilisent l'en-tête Authorization.",
            "Eine Änderung per Cookie muss von dieser Seite kommen. Skripte nutzen den Authorization-Header.",
        ),
    ),
    "precondition-required": (
        428,
        Text("If-Match needed", "If-Match nécessaire", "If-Match nötig"),
        Text(
            "Send the ETag that you saw as If-Match.",
            "Envoyez l'ETag que vous avez vu dans If-Match.",
            "Senden Sie das gesehene ETag als If-Match.",
        ),
    ),
    "bad-if-match": (
        400,
        Text("If-Match not understood", "If-Match incompris", "If-Match nicht verstanden"),
        Text(
            'Send one strong ETag, for example "7".',
            'Envoyez un seul ETag fort, par exemple "7".',
            'Senden Sie genau ein starkes ETag, etwa "7".',
        ),
    ),
    "bad-cursor": (
        400,
        Text("Cursor not valid", "Curseur non valide", "Cursor ungültig"),
        Text(
            "Use the link to the next page as it was given, with the same filters.",
            "Utilisez le lien vers la page suivante tel quel, avec les mêmes filtres.",
            "Verwenden Sie den Link zur nächsten Seite unverändert und mit denselben Filtern.",
        ),
    ),
    "bad-idempotency-key": (
        400,
        Text("Idempotency-Key not valid", "Idempotency-Key non valide", "Idempotency-Key ungültig"),
        Text(
            "Use 1 to 255 printable characters.",
            "Utilisez 1 à 255 caractères imprimables.",
            "Nutzen Sie 1 bis 255 druckbare Zeichen.",
        ),
    ),
    "idempotency-key-reused": (
        422,
        Text("Idempotency-Key used before", "Idempotency-Key déjà utilisée", "Idempotency-Key schon benutzt"),
        Text(
            "This key belongs to another request. Use a new one.",
            "Cette clé appartient à une autre requête. Prenez-en une nouvelle.",
            "Dieser Schlüssel gehört zu einer anderen Anfrage. Nehmen Sie einen neuen.",
        ),
    ),
    "request-in-flight": (
        409,
        Text("Still being worked on", "Encore en cours", "Noch in Arbeit"),
        Text(
            "The same request is still running. Repeat it in a moment.",
            "La même requête est encore en cours. Répétez-la dans un instant.",
            "Dieselbe Anfrage läuft noch. Wiederholen Sie sie gleich.",
        ),
    ),
    "content-too-large": (
        413,
        Text("Too large", "Trop volumineux", "Zu groß"),
        Text("Send at most {most} KiB.", "Envoyez {most} Kio au plus.", "Senden Sie höchstens {most} KiB."),
    ),
    "unsupported-media-type": (
        415,
        Text("Media type not supported", "Type de média non pris en charge", "Medientyp nicht unterstützt"),
        Text(
            "Send JSON (application/json).",
            "Envoyez du JSON (application/json).",
            "Senden Sie JSON (application/json).",
        ),
    ),
    "malformed-json": (
        400,
        Text("Not JSON", "Pas du JSON", "Kein JSON"),
        Text(
            "The body is not valid JSON in UTF-8.",
            "Le corps n'est pas du JSON valide en UTF-8.",
            "Der Inhalt ist kein gültiges JSON in UTF-8.",
        ),
    ),
    "invalid-request": (
        422,
        Text("Not valid", "Non valide", "Nicht gültig"),
        Text(
            "Correct the members named in errors.",
            "Corrigez les éléments nommés dans errors.",
            "Berichtigen Sie die in errors genannten Angaben.",
        ),
    ),
    "unstorable-value": (
        422,
        Text("Value cannot be stored", "Valeur impossible à conserver", "Wert nicht speicherbar"),
        Text(
            "A value is out of range or has characters that cannot be stored.",
            "Une valeur est hors limites ou contient des caractères impossibles à conserver.",
            "Ein Wert ist zu groß oder hat Zeichen, die nicht gespeichert werden können.",
        ),
    ),
    "already-there": (
        409,
        Text("Already there", "Existe déjà", "Schon vorhanden"),
        Text(
            "Somebody did the same just now. Load again.",
            "Quelqu'un vient de faire de même. Rechargez.",
            "Jemand tat gerade dasselbe. Laden Sie neu.",
        ),
    ),
    "busy": (
        503,
        Text("Too busy", "Trop occupé", "Überlastet"),
        Text("Try again in a few seconds.", "Réessayez dans quelques secondes.", "Versuchen Sie es in Kürze erneut."),
    ),
    "database-unavailable": (
        503,
        Text("Storage away", "Stockage indisponible", "Speicher nicht erreichbar"),
        Text(
            "Nothing was changed. Try again in a few seconds.",
            "Rien n'a été modifié. Réessayez dans quelques secondes.",
            "Nichts wurde geändert. Versuchen Sie es in Kürze erneut.",
        ),
    ),
    "files-unavailable": (
        503,
        Text("Files away", "Fichiers indisponibles", "Dateien nicht erreichbar"),
        Text(
            "The place where files are kept does not answer. Nothing was changed. Try again in a few seconds.",
            "Le lieu de conservation des fichiers ne répond pas. Rien n'a été modifié. Réessayez dans quelques secondes.",
            "Die Ablage der Dateien antwortet nicht. Nichts wurde geändert. Versuchen Sie es in Kürze erneut.",
        ),
    ),
    "no-such-address": (
        404,
        Text("No such address", "Adresse inconnue", "Adresse unbekannt"),
        Text("Check the address.", "Vérifiez l'adresse.", "Prüfen Sie die Adresse."),
    ),
    "method-not-allowed": (
        405,
        Text("Method not allowed", "Méthode non permise", "Methode nicht erlaubt"),
        Text("See the Allow header.", "Voir l'en-tête Allow.", "Siehe den Header Allow."),
    ),
    "not-allowed": (
        403,
        Text("Not allowed", "Non autorisé", "Nicht erlaubt"),
        Text("You may not do this.", "Vous ne pouvez pas faire cela.", "Das dürfen Sie nicht."),
    ),
    "bad-request": (
        400,
        Text("Not understood", "Incompris", "Nicht verstanden"),
        Text(
            "Check the request against the description of the API.",
            "Vérifiez la requête d'après la description de l'API.",
            "Prüfen Sie die Anfrage anhand der Beschreibung der API.",
        ),
    ),
    "internal": (
        500,
        Text("Something went wrong here", "Un problème est survenu ici", "Hier ging etwas schief"),
        Text(
            "It has been noted under the trace id.",
            "C'est noté sous l'identifiant de trace.",
            "Es ist unter der Trace-Id vermerkt.",
        ),
    ),
}
