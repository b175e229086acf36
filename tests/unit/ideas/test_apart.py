"""A file that would take far more than its size is refused; the service itself is never asked for it."""

from __future__ import annotations

import subprocess
import sys
import zlib
from tempfile import TemporaryFile
from typing import Any

import pytest
from tests.unit.ideas.test_nameless import a_pdf, names

from ideas.actions import apart
from ideas.domain.refusals import AttachmentDamaged, AttachmentNamesPeople, AttachmentUnpacksTooLarge

MIB = 1024 * 1024


def cleaned(data: bytes) -> bytes:
    with TemporaryFile() as source, TemporaryFile() as made:
        source.write(data)
        apart.clean("application/pdf", source, made, len(data))
        made.seek(0)
        return made.read()


def packed(arrays: int) -> bytes:
    """A PDF of a few kilobytes with nine thousand numbers in each array; they take 1.3 MiB as objects."""
    one = b"[" + b"1 " * 9000 + b"]"
    begins = b"".join(b"%d %d " % (10 + each, each * len(one)) for each in range(arrays))
    stream = zlib.compress(begins + one * arrays, 9)
    kids = b" ".join(b"%d 0 R" % (10 + each) for each in range(arrays))
    head = b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /X [%s] >>" % kids,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        head % (arrays, len(begins), len(stream)) + stream + b"\nendstream",
    )
    made, rows = b"%PDF-1.5\n", [(0, 0, 0)]
    for number, each in enumerate(objects, 1):
        rows.append((1, len(made), 0))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    rows += [(0, 0, 0), (1, len(made), 0), (0, 0, 0), (0, 0, 0), (0, 0, 0)] + [(2, 4, each) for each in range(arrays)]
    table = b"".join(bytes([kind]) + at.to_bytes(4, "big") + place.to_bytes(2, "big") for kind, at, place in rows)
    said = b"6 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n" % (len(rows), len(table))
    return made + said + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(made)


def test_a_document_comes_back_without_names() -> None:
    assert names(a_pdf())
    assert not names(cleaned(a_pdf()))


def test_what_a_rule_refuses_is_refused_in_the_same_words() -> None:
    signed = a_pdf().replace(b"/Type /Catalog", b"/ByteRange [0 1]")
    with pytest.raises(AttachmentNamesPeople) as found:
        cleaned(signed)
    assert found.value.fields == {"found": "/Sig"}
    with pytest.raises(AttachmentDamaged):
        cleaned(a_pdf()[:300])


def test_memory_beyond_a_few_times_the_size_is_refused(monkeypatch: Any) -> None:
    monkeypatch.setattr(apart, "MEMORY", 80 * MIB)
    assert cleaned(packed(1)), "not refused for what every process takes"
    bomb = packed(100)
    assert len(bomb) < 10_000
    with pytest.raises(AttachmentUnpacksTooLarge) as found:
        cleaned(bomb)
    assert found.value.fields == {"most": "80 MiB"}


def test_time_beyond_what_any_document_needs_is_refused(monkeypatch: Any) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    with pytest.raises(AttachmentUnpacksTooLarge):
        cleaned(packed(400))


def test_the_service_itself_does_not_load_the_library() -> None:
    """It takes a tenth of a start."""
    told = "import sys, ideas.main; sys.exit('pypdf' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
