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


class AttachmentDamaged(Invalid):
    """A file that cannot be read to its end, so what it says of people cannot be taken out."""

    slug = "attachment-damaged"
    title = Text("The file is damaged", "Le fichier est endommagé", "Die Datei ist beschädigt")
    advice = Text(
        "We cannot read it to its end, so we cannot take out what it says of its author. Open it, save it anew, and send that.",
        "Nous ne pouvons pas le lire en entier, donc pas en retirer ce qu'il dit de son auteur. Ouvrez-le, enregistrez-le à nouveau et envoyez le résultat.",
        "Wir können sie nicht bis zum Ende lesen und daher nicht entfernen, was sie über ihren Verfasser sagt. Öffnen Sie sie, speichern Sie sie neu und senden Sie diese.",
    )


class AttachmentLocked(Invalid):
    """A file that only somebody with a password can read."""

    slug = "attachment-locked"
    title = Text("The file has a password", "Fichier protégé par mot de passe", "Die Datei hat ein Kennwort")
    advice = Text(
        "Nobody here could open it. Save it without a password or other protection, and send it again.",
        "Personne ici ne pourrait l'ouvrir. Enregistrez-le sans mot de passe ni autre protection, et renvoyez-le.",
        "Niemand hier könnte sie öffnen. Speichern Sie sie ohne Kennwort und anderen Schutz und senden Sie sie neu.",
    )


class AttachmentNamesPeople(Invalid):
    """What names people is part of the document's content, so that it cannot be taken out without changing that."""

    slug = "attachment-names-people"
    title = Text("The file names people", "Le fichier nomme des personnes", "Die Datei nennt Personen")
    advice = Text(
        "Comments, tracked changes, signatures and files inside a file say who made them; here: {found}. Accept the changes, delete the rest (in Office: Inspect Document), or print it as a PDF, and send it again: reviewers must not know who wrote an idea.",
        "Commentaires, modifications suivies, signatures et fichiers incorporés disent qui les a faits ; ici : {found}. Acceptez les modifications, supprimez le reste (dans Office : Inspecter le document), ou imprimez en PDF, et renvoyez-le : les évaluateurs ne doivent pas savoir qui a écrit une idée.",
        "Kommentare, verfolgte Änderungen, Unterschriften und Dateien in der Datei sagen, von wem sie sind; hier: {found}. Nehmen Sie die Änderungen an, löschen Sie das Übrige (in Office: Dokument prüfen) oder drucken Sie sie als PDF, und senden Sie sie neu: Begutachtende sollen nicht wissen, wer eine Idee schrieb.",
    )


class AttachmentUnpacksTooLarge(Invalid):
    """A packed file that unpacks to more than is looked through."""

    slug = "attachment-unpacks-too-large"
    title = Text("Too large inside", "Contenu trop volumineux", "Innen zu groß")
    advice = Text(
        "Unpacked, the file has more than {most} or too many parts. Send a shorter one, or a PDF.",
        "Décompressé, le fichier dépasse {most} ou a trop de parties. Envoyez-en un plus court, ou un PDF.",
        "Ausgepackt hat die Datei mehr als {most} oder zu viele Teile. Senden Sie eine kürzere oder ein PDF.",
    )
