"""Where PostgreSQL's files go and who owns them: never root, and never by opening a private folder to others."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from stack.process import Identity
from stack.trouble import StackFailed

_USER = "parley-local"
_OTHERS_MAY_ENTER = 0o001


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that the server's user can reach, and that user (None: ourselves)."""

    folder: Path
    identity: Identity | None


def choose(data: Path) -> Place:
    """The folder for PostgreSQL of the stack in ``data``; remembered in ``data``/postgres.place.

    As root the server runs as a user of its own. If that user cannot reach ``data`` (a checkout below /root, say),
    the files go to a folder below /var/lib named after a hash of the path: modes of parents are never changed.
    """
    if os.geteuid() != 0:
        return Place(_made(data / "postgres", None), None)
    identity = _system_user()
    folder = recorded(data) or (data / "postgres" if others_can_reach(data) else _outside(data))
    _made(folder, identity)
    (data / "postgres.place").write_text(f"{folder}\n")
    return Place(folder, identity)


def recorded(data: Path) -> Path | None:
    """Where an earlier run put the files, if it said so and they are still there."""
    try:
        folder = Path((data / "postgres.place").read_text().strip())
    except FileNotFoundError:
        return None
    return folder if folder.is_dir() else None


def forget(data: Path) -> None:
    """Remove PostgreSQL's files of this stack."""
    for folder in (recorded(data), data / "postgres"):
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
    (data / "postgres.place").unlink(missing_ok=True)


def others_can_reach(path: Path) -> bool:
    """Whether any user may walk to ``path``: every folder on the way lets others enter."""
    resolved = path.resolve()
    return all(step.stat().st_mode & _OTHERS_MAY_ENTER for step in (resolved, *resolved.parents))


def give(path: Path, identity: Identity | None) -> None:
    """Make the server's user the owner of a file or folder of ours."""
    if identity is not None:
        os.chown(path, identity.uid, identity.gid, follow_symlinks=False)


def _made(folder: Path, identity: Identity | None) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), identity.uid if identity else -1}:
        raise StackFailed(f"{folder} belongs to somebody else: remove it or move the checkout.")
    give(folder, identity)
    return folder


def _outside(data: Path) -> Path:
    key = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    home = next((each for each in (Path("/var/lib"), Path("/tmp")) if os.access(each, os.W_OK)), None)  # noqa: S108
    if home is None:
        raise StackFailed("PostgreSQL needs a folder that a plain user can reach: make /var/lib writable.")
    return home / f"parley-local-{key}"


def _system_user() -> Identity:
    for attempt in (_USER, None):
        try:
            found = pwd.getpwnam(_USER)
            return Identity(found.pw_uid, found.pw_gid)
        except KeyError:
            if attempt is None:
                break
            _add_user()
    raise StackFailed(f"PostgreSQL refuses to run as root: run `make` as a plain user, or create the user {_USER}.")


def _add_user() -> None:
    useradd = shutil.which("useradd") or "/usr/sbin/useradd"
    if Path(useradd).exists():
        command = [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", _USER]
        subprocess.run(command, check=False, capture_output=True)
