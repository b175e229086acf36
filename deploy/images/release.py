"""``python -m images.release REGISTRY``: push what `make images` built, and write which digest each image has there.

The result is a kustomize component: an overlay that takes it names every image by its digest.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from images.__main__ import FOLDER, PYTHON, ROOT, engine, version

RELEASE = FOLDER / "release"
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_COMPONENT = """\
# Release {tag}, by digest: take it into your overlay as a component.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
images:
{images}
"""


def push(program: str, full: str, target: str) -> str:
    """Push an image; the digest that the registry knows it by. podman writes it to a file, docker prints it."""
    if program == "docker":
        subprocess.run([program, "tag", full, target], check=True)
        said = subprocess.run([program, "push", target], check=True, stdout=subprocess.PIPE, text=True).stdout
    else:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "digest"
            subprocess.run([program, "push", "--quiet", "--digestfile", str(file), full, target], check=True)
            said = file.read_text("utf-8")
    found = _DIGEST.findall(said)
    if not found:
        sys.exit(f"`{program} push` told no digest of {target}")
    return str(found[-1])


def component(tag: str, registry: str, digests: Mapping[str, str]) -> str:
    """The component that gives each image its digest."""
    images = (
        f'  - {{name: parley/{name}, newName: {registry}/{name}, digest: "{digest}"}}'
        for name, digest in digests.items()
    )
    return _COMPONENT.format(tag=tag, images="\n".join(images))


def main() -> None:
    """Push all that production needs, then write the component."""
    parser = argparse.ArgumentParser(prog="python -m images.release")
    parser.add_argument("registry", help="registry and path, for example registry.example.org/parley")
    parser.add_argument("--version", default=version())
    given = parser.parse_args()
    program = engine()
    digests = {
        name: push(program, f"localhost/parley/{name}:{given.version}", f"{given.registry}/{name}:{given.version}")
        for name in PYTHON
    }
    RELEASE.mkdir(parents=True, exist_ok=True)
    file = RELEASE / "kustomization.yaml"
    file.write_text(component(given.version, given.registry, digests), "utf-8")
    print(f"{len(digests)} images are pushed; {file.relative_to(ROOT)} names them by digest")


if __name__ == "__main__":
    main()
