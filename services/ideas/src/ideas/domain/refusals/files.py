"""What is refused as a file of an idea."""

from __future__ import annotations

from shared.errors import Conflict, Invalid, Text


class AttachmentEmpty(Invalid):
    """A file without content."""

    slug = "attachment-empty"
    title = Text("The file is empty", "Le fichier est vide", "Die Datei ist leer")
    advice = Text(
        "Send the file itself as the body of the request.",
        "Envoyez le fichier lui-même comme corps de la requête.",
        "Senden Sie die Datei selbst als Inhalt der Anfrage.",
    )


class AttachmentTypeNotTaken(Invalid):
    """A type that the organisation does not take."""

    slug = "attachment-type-not-taken"
    title = Text("Files of this type are not taken", "Type de fichier non accepté", "Dateien dieser Art gehen nicht")
    advice = Text(
        "“{type}” is not taken. Send one of: {types}. A PDF serves for most documents.",
        "« {type} » n'est pas accepté. Envoyez l'un de : {types}. Un PDF convient à la plupart des documents.",
        "„{type}“ wird nicht angenommen. Senden Sie eines von: {types}. Für die meisten Dokumente geht ein PDF.",
    )


class AttachmentMismatch(Invalid):
    """The content is not what the sender says."""

    slug = "attachment-mismatch"
    title = Text("Not what it says", "Contenu inattendu", "Nicht, was es vorgibt")
    advice = Text(
        "The file is said to be “{type}”, but its content is “{found}”. Open it, save it as what it is, and send it again.",
        "Le fichier est annoncé « {type} », mais son contenu est « {found} ». Ouvrez-le, enregistrez-le tel qu'il est et renvoyez-le.",
        "Die Datei soll „{type}“ sein, ihr Inhalt ist aber „{found}“. Öffnen Sie sie, speichern Sie sie als das, was sie ist, und senden Sie sie neu.",
    )


class AttachmentHasMacros(Invalid):
    """A document with programs inside."""

    slug = "attachment-has-macros"
    title = Text("Macros inside", "Macros dans le fichier", "Makros in der Datei")
    advice = Text(
        "Save the document without macros, or as PDF, and send it again.",
        "Enregistrez le document sans macros, ou en PDF, et renvoyez-le.",
        "Speichern Sie das Dokument ohne Makros oder als PDF und senden Sie es neu.",
    )


class TooManyAttachments(Conflict):
    """An idea has only so many files."""

    slug = "too-many-attachments"
    title = Text("Too many files", "Trop de fichiers", "Zu viele Dateien")
    advice = Text(
        "An idea has at most {most} files. Take one away first.",
        "Une idée a au plus {most} fichiers. Retirez-en un d'abord.",
        "Eine Idee hat höchstens {most} Dateien. Nehmen Sie erst eine weg.",
    )
