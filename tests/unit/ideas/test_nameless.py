"""Files lose what they say of the people who made them, and show what they showed; what cannot be read is refused."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text as Note
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from ideas.domain.nameless import archives, clean
from ideas.domain.refusals import (
    AttachmentDamaged,
    AttachmentLocked,
    AttachmentNamesPeople,
    AttachmentUnpacksTooLarge,
)

NAME = "Ada Lovelace"
OOXML, ODF = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
DOCX, XLSX, ODT = f"{OOXML}wordprocessingml.document", f"{OOXML}spreadsheetml.sheet", f"{ODF}text"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{NAME}</dc:creator></x:xmpmeta>".encode()


def cleaned(media_type: str, data: bytes) -> bytes:
    made = io.BytesIO()
    assert clean(media_type, io.BytesIO(data), made)
    return made.getvalue()


def names(data: bytes) -> bool:
    """Whether the name is anywhere, packed or not."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return any(names(packed.read(each)) for each in packed.namelist())
    return any(NAME.encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be"))


# Pictures


def drawing() -> Image.Image:
    made = Image.new("RGB", (40, 30), "white")
    made.paste("navy", (3, 4, 20, 25))
    made.paste("orange", (25, 0, 40, 9))
    return made


def exif(turned: int = 6) -> Image.Exif:
    made = Image.Exif()
    made[0x013B], made[0x0112], made[0x8298] = NAME, turned, NAME  # artist, which way is up, copyright
    return made


def saved(form: str, **how: Any) -> bytes:
    made = io.BytesIO()
    drawing().save(made, form, **how)
    return made.getvalue()


def a_png() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", NAME)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    return saved("PNG", pnginfo=said, exif=exif())


def a_jpeg() -> bytes:
    plain = saved("JPEG", exif=exif(), comment=NAME, xmp=XMP, dpi=(72, 72))
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + NAME.encode()
    return plain[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + plain[2:] + NAME.encode()


def a_gif() -> bytes:
    return saved("GIF", comment=NAME, save_all=True, append_images=[Image.new("RGB", (40, 30), "red")], loop=0)


def a_webp() -> bytes:
    return saved("WEBP", lossless=True, exif=exif(), xmp=XMP)


PICTURES: dict[str, Callable[[], bytes]] = {
    "image/png": a_png,
    "image/jpeg": a_jpeg,
    "image/gif": a_gif,
    "image/webp": a_webp,
}


def frames(data: bytes) -> list[bytes]:
    picture = Image.open(io.BytesIO(data))
    found = []
    for place in range(getattr(picture, "n_frames", 1)):
        picture.seek(place)
        found.append(picture.convert("RGB").tobytes())
    return found


@pytest.mark.parametrize("media_type", PICTURES)
def test_a_picture_loses_its_names_and_looks_the_same(media_type: str) -> None:
    before = PICTURES[media_type]()
    assert names(before)
    after = cleaned(media_type, before)
    assert not names(after)
    assert frames(after) == frames(before)
    assert cleaned(media_type, after) == after, "what is clean stays as it is"


def test_a_photograph_still_says_which_way_is_up() -> None:
    kept = Image.open(io.BytesIO(cleaned("image/jpeg", a_jpeg()))).getexif()
    assert dict(kept) == {0x0112: 6}


def test_an_animation_still_repeats() -> None:
    assert Image.open(io.BytesIO(cleaned("image/gif", a_gif()))).info["loop"] == 0


def test_a_progressive_photograph_stays_whole() -> None:
    before = saved("JPEG", progressive=True, exif=exif())
    assert frames(cleaned("image/jpeg", before)) == frames(before)


@pytest.mark.parametrize("media_type", PICTURES)
def test_a_picture_that_ends_too_soon_is_damaged(media_type: str) -> None:
    whole = cleaned(media_type, PICTURES[media_type]())
    for end in (len(whole) // 2, len(whole) - 1):
        with pytest.raises(AttachmentDamaged):
            cleaned(media_type, whole[:end])


def test_a_png_with_a_wrong_check_sum_is_damaged() -> None:
    made = bytearray(cleaned("image/png", a_png()))
    made[20] ^= 1
    with pytest.raises(AttachmentDamaged):
        cleaned("image/png", bytes(made))


# Office and OpenDocument

CORE = f"<cp:coreProperties><dc:creator>{NAME}</dc:creator><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></cp:coreProperties>"
TEXT = "<w:document><w:body><w:p><w:r><w:t>Twelve rooms are free.</w:t></w:r></w:p></w:body></w:document>"


def packed(members: dict[str, bytes | str], mimetype: str | None = None) -> bytes:
    """The same bytes each time: a member without a ZipInfo carries the second at which it was packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        if mimetype:
            written.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name, content in members.items():
            written.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def placed(name: str) -> str:
    """The member that a keyword stands for."""
    return re.sub("_xml$", ".xml", name.replace("__", "/"))


def docx(**more: bytes | str) -> bytes:
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "docProps/core.xml": CORE,
        "docProps/app.xml": f"<Properties><Manager>{NAME}</Manager><Company>{NAME}</Company></Properties>",
        "docProps/custom.xml": f"<Properties><property name='By'><vt:lpwstr>{NAME}</vt:lpwstr></property></Properties>",
        "word/document.xml": TEXT,
        "word/people.xml": f'<w15:people><w15:person w15:author="{NAME}"/></w15:people>',
        "word/_rels/settings.xml.rels": f'<Relationships><Relationship Target="file:///C:\\Users\\{NAME}\\a.dotx"/></Relationships>',
        "word/media/image1.jpeg": a_jpeg(),
        "word/media/image2.png": a_png(),
    }
    return packed(members | {placed(name): text for name, text in more.items()})


def odt(**more: str) -> bytes:
    members: dict[str, bytes | str] = {
        "content.xml": "<office:document-content>Twelve rooms are free.</office:document-content>",
        "meta.xml": f"<office:meta><meta:initial-creator>{NAME}</meta:initial-creator><dc:creator>{NAME}</dc:creator></office:meta>",
        "Pictures/1.jpg": a_jpeg(),
        "META-INF/manifest.xml": "<manifest:manifest/>",
        "settings.xml": f'<config:config-item config:name="PrinterName" config:type="string">{NAME}</config:config-item>',
    }
    return packed(members | {placed(name): text for name, text in more.items()}, ODT)


def xlsx() -> bytes:
    return packed(
        {
            "xl/workbook.xml": f'<workbook><x15ac:absPath url="C:\\Users\\{NAME}\\"/><sheet name="Rooms"/></workbook>',
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition refreshedBy="{NAME}" recordCount="1"/>',
            "xl/persons/person.xml": f'<personList><person displayName="{NAME}"/></personList>',
            "xl/printerSettings/printerSettings1.bin": NAME.encode("utf-16-le").ljust(64, b"\0") + b"rest",
            "docProps/core.xml": CORE,
        }
    )


@pytest.mark.parametrize(("media_type", "before"), [(DOCX, docx()), (ODT, odt()), (XLSX, xlsx())])
def test_a_document_loses_its_properties_and_keeps_its_content(media_type: str, before: bytes) -> None:
    assert names(before)
    after = cleaned(media_type, before)
    assert not names(after)
    with zipfile.ZipFile(io.BytesIO(before)) as was, zipfile.ZipFile(io.BytesIO(after)) as now:
        assert now.testzip() is None
        assert now.namelist() == was.namelist(), "what others point to is still there"
        for member in ("word/document.xml", "content.xml"):
            if member in was.namelist():
                assert now.read(member) == was.read(member)
        assert {each.date_time for each in now.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any(each.extra or each.comment for each in now.infolist())


def test_an_open_document_still_says_its_type_first_and_unpacked() -> None:
    after = cleaned(ODT, odt())
    assert after[30:38] == b"mimetype"
    assert after[38 : 38 + len(ODT)] == ODT.encode()


def test_a_document_inside_a_document_is_cleaned_too() -> None:
    inside = {"word__embeddings__numbers.xlsx": xlsx()}
    assert not names(cleaned(DOCX, docx(**inside)))


@pytest.mark.parametrize(
    "more",
    [
        {"word__comments_xml": f'<w:comments><w:comment w:id="0" w:author="{NAME}"/></w:comments>'},
        {"word__document_xml": f"<w:p><w:ins w:id='1' w:author='{NAME}'>and more</w:ins></w:p>"},
        {"word__document_xml": f'<w:p><w:ins w:author="{NAME}"/></w:p>'.encode("utf-16")},
        {"xl__comments1_xml": f"<comments><authors><author>{NAME}</author></authors></comments>"},
        {"xl__threadedComments__threadedComment1_xml": "<ThreadedComments/>"},
        {"customXml__item1_xml": f"<pc:UserInfo><pc:DisplayName>{NAME}</pc:DisplayName></pc:UserInfo>"},
        {"_xmlsignatures__sig1_xml": "<Signature/>"},
        {"word__embeddings__oleObject1.bin": b"\xd0\xcf\x11\xe0"},
    ],
)
def test_names_in_the_content_are_refused_and_the_place_is_told(more: dict[str, Any]) -> None:
    with pytest.raises(AttachmentNamesPeople) as refused:
        cleaned(DOCX, docx(**more))
    assert refused.value.fields["found"] == placed(next(iter(more)))


@pytest.mark.parametrize("tag", ["dc:creator", "text:initial-creator", "text:author-name"])
def test_a_note_in_an_open_document_is_refused(tag: str) -> None:
    with pytest.raises(AttachmentNamesPeople):
        cleaned(ODT, odt(content_xml=f"<office:annotation><{tag}>{NAME}</{tag}></office:annotation>"))


def test_a_book_that_is_cited_is_no_author_of_the_idea() -> None:
    cited = {
        "customXml__item1_xml": "<b:Author><b:Author><b:NameList><b:Last>Knuth</b:Last></b:NameList></b:Author></b:Author>"
    }
    assert b"Knuth" in zipfile.ZipFile(io.BytesIO(cleaned(DOCX, docx(**cited)))).read("customXml/item1.xml")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(AttachmentUnpacksTooLarge):
        cleaned(DOCX, docx(word__bomb_xml=bytes(archives.UNPACKED)))
    many = packed({f"word/{number}.xml": "" for number in range(archives.MEMBERS + 1)})
    with pytest.raises(AttachmentUnpacksTooLarge):
        cleaned(DOCX, many)


@pytest.mark.parametrize(("limit", "most"), [("UNPACKED", 100_000), ("MEMBERS", 30)])
def test_documents_in_a_document_count_together(monkeypatch: pytest.MonkeyPatch, limit: str, most: int) -> None:
    """Each of three would pass alone: it takes more than a third of what is allowed."""
    inner = docx(**{"word__numbers_xml": bytes(40_000)} | {f"word__{number}_xml": "" for number in range(2)})
    monkeypatch.setattr(archives, limit, most)
    cleaned(DOCX, docx(**{"word__embeddings__0.docx": inner}))
    with pytest.raises(AttachmentUnpacksTooLarge):
        cleaned(DOCX, docx(**{f"word__embeddings__{number}.docx": inner for number in range(3)}))


def test_a_member_that_holds_more_than_it_says_is_damaged() -> None:
    before = docx(word__bomb_xml=bytes(1_000_000))
    lying = before.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 10))
    assert lying != before
    with pytest.raises(AttachmentDamaged):
        cleaned(DOCX, lying)


def test_documents_in_documents_end_somewhere() -> None:
    made = docx()
    for _ in range(archives.NESTED + 1):
        made = docx(**{"word__embeddings__a.docx": made})
    with pytest.raises(AttachmentNamesPeople):
        cleaned(DOCX, made)


def test_a_document_with_a_password_is_locked() -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(AttachmentLocked):
        cleaned(ODT, odt(**{"META-INF__manifest_xml": manifest}))
    flagged = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.find(sign) + place] |= 1
    with pytest.raises(AttachmentLocked):
        cleaned(DOCX, bytes(flagged))


@pytest.mark.parametrize("end", [40, 400, -1, -30])
def test_a_document_that_ends_too_soon_is_damaged(end: int) -> None:
    with pytest.raises(AttachmentDamaged):
        cleaned(DOCX, docx()[:end])


# PDF


def a_pdf(change: Callable[[PdfWriter], None] = lambda _: None) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    drawn = DecodedStreamObject()
    drawn.set_data(b"0 0 1 rg 20 20 50 50 re f")
    page[NameObject("/Contents")] = writer._add_object(drawn)
    writer.add_metadata({"/Author": NAME, "/Title": NAME})
    xmp = DecodedStreamObject()
    xmp.set_data(XMP)
    for holder in (writer._root_object, page):
        holder[NameObject("/Metadata")] = writer._add_object(xmp)
    private = DictionaryObject({NameObject("/Private"): TextStringObject(NAME)})
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Tool"): private})
    photograph = StreamObject()
    photograph._data = a_jpeg()
    kinds = {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode"}
    photograph.update({NameObject(name): NameObject(value) for name, value in kinds.items()})
    page[NameObject("/Thumb")] = writer._add_object(photograph)
    note = Note(rect=(10, 10, 30, 30), text="Look here")
    note[NameObject("/T")] = TextStringObject(NAME)
    writer.add_annotation(0, note)
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_loses_its_properties_and_shows_the_same() -> None:
    before = a_pdf()
    assert names(before)
    after = cleaned("application/pdf", before)
    assert not names(after)
    was, now = PdfReader(io.BytesIO(before)), PdfReader(io.BytesIO(after))
    assert now.metadata is None or "/Author" not in now.metadata
    root: Any = now.trailer["/Root"]
    assert "/Metadata" not in root
    drawn = [each.pages[0].get_contents() for each in (was, now)]
    assert drawn[0] is not None
    assert drawn[1] is not None
    assert drawn[0].get_data() == drawn[1].get_data() != b""
    notes: Any = now.pages[0]["/Annots"]
    note = notes[0].get_object()
    assert (note["/Contents"], "/T" in note) == ("Look here", False)


def test_an_earlier_state_that_a_pdf_still_holds_goes_too() -> None:
    """Programs append a change; what was there before lies in the file still."""
    first = a_pdf()
    reader = PdfReader(io.BytesIO(first))
    writer = PdfWriter(reader, incremental=True)
    writer.metadata = {"/Title": "Rooms"}
    made = io.BytesIO()
    writer.write(made)
    assert names(made.getvalue())
    assert not names(cleaned("application/pdf", made.getvalue()))


def test_a_field_of_a_form_keeps_its_name() -> None:
    def form(writer: PdfWriter) -> None:
        field = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Widget"), NameObject("/T"): TextStringObject("rooms")}
        )
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/One"): writer._add_object(field)})

    reader = PdfReader(io.BytesIO(cleaned("application/pdf", a_pdf(form))))
    root: Any = reader.trailer["/Root"]
    assert root["/AcroForm"]["/One"]["/T"] == "rooms"


def test_a_pdf_with_a_password_is_locked() -> None:
    with pytest.raises(AttachmentLocked):
        cleaned("application/pdf", a_pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")))


def test_files_and_signatures_in_a_pdf_are_refused() -> None:
    def attach(writer: PdfWriter) -> None:
        writer.add_attachment("a.txt", b"x")

    with pytest.raises(AttachmentNamesPeople):
        cleaned("application/pdf", a_pdf(attach))

    def sign(writer: PdfWriter) -> None:
        signature = DictionaryObject(
            {NameObject("/Type"): NameObject("/Sig"), NameObject("/Name"): TextStringObject(NAME)}
        )
        writer._root_object[NameObject("/Perms")] = DictionaryObject(
            {NameObject("/DocMDP"): writer._add_object(signature)}
        )

    with pytest.raises(AttachmentNamesPeople):
        cleaned("application/pdf", a_pdf(sign))


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"%PDF-1.7\n" + bytes(range(256)) * 50, a_pdf()[:600]]
)
def test_a_pdf_that_cannot_be_read_is_damaged(data: bytes) -> None:
    with pytest.raises(AttachmentDamaged):
        cleaned("application/pdf", data)


@given(st.sampled_from([*PICTURES, DOCX, ODT, "application/pdf"]), st.data())
def test_whatever_is_wrong_in_a_file_is_told_as_such(media_type: str, data: st.DataObject) -> None:
    whole = _WHOLE[media_type]
    place = data.draw(st.integers(0, len(whole) - 1))
    bent = whole[:place] + data.draw(st.binary(max_size=8)) + whole[place + data.draw(st.integers(0, 8)) :]
    try:
        cleaned(media_type, bent)
    except (AttachmentDamaged, AttachmentLocked, AttachmentNamesPeople, AttachmentUnpacksTooLarge):
        return


_WHOLE = {
    **{media_type: made() for media_type, made in PICTURES.items()},
    DOCX: docx(),
    ODT: odt(),
    "application/pdf": a_pdf(),
}


def test_plain_text_stays_as_it_is() -> None:
    made = io.BytesIO()
    assert not clean("text/plain", io.BytesIO(NAME.encode()), made)
    assert made.getvalue() == b""
