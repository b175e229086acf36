"""The lock of a pom: each jar that Maven may bring, with its SHA-256, as ``sha256sum --check`` reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path


def lock_of(pom: Path) -> Path:
    """It stands beside the pom."""
    return pom.with_suffix(".lock")


def of_pom(pom: Path) -> str:
    """One sum of a pom and its lock, which changes with either."""
    return hashlib.sha256(pom.read_bytes() + lock_of(pom).read_bytes()).hexdigest()


def of_jars(folder: Path) -> dict[str, str]:
    """Path of each jar below the folder -> its sum."""
    return {file.relative_to(folder).as_posix(): _of_file(file) for file in sorted(folder.rglob("*.jar"))}


def _of_file(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read(lock: Path) -> dict[str, str]:
    """The same, as a lock says it."""
    lines = (line.split(maxsplit=1) for line in lock.read_text("utf-8").splitlines())
    return {name: digest for digest, name in lines}


def write(pom: Path, folder: Path) -> None:
    """Take the jars of the folder for those that the pom means."""
    lines = (f"{digest}  {name}\n" for name, digest in of_jars(folder).items())
    lock_of(pom).write_text("".join(lines), "utf-8")


def refused(pom: Path, folder: Path) -> str:
    """What is wrong with the jars that Maven brought, and what to do; empty when they are those of the lock."""
    wrong = list(_differences(read(lock_of(pom)), of_jars(folder)))
    if not wrong:
        return ""
    return (
        f"What Maven brought for {pom.name} is not what {lock_of(pom).name} names: {'; '.join(wrong)}. If you changed "
        f"{pom.name}, say `make sums` and look at what changes in {lock_of(pom).name}; if not, delete the jar from Maven's "
        f"repository on this machine and try again, and if it comes back like this, do not use it and ask who keeps your mirror."
    )


def _differences(wanted: dict[str, str], there: dict[str, str]) -> Iterator[str]:
    for name in sorted(wanted.keys() | there.keys()):
        if name not in there:
            yield f"{name} is missing"
        elif name not in wanted:
            yield f"{name} is not expected (its SHA-256 is {there[name]})"
        elif there[name] != wanted[name]:
            yield f"{name} has the SHA-256 {there[name]}, expected is {wanted[name]}"
