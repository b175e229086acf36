"""The Go modules that hold definitions of custom resources: each by its version, and by the sum of what it holds."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from manifests.programs import ROOT, ProgramMissing

MODULES = {
    "github.com/kedacore/keda/v2@v2.21.0": "config/crd/bases",
    "github.com/cert-manager/cert-manager@v1.21.2": "deploy/crds",
    "github.com/cloudnative-pg/cloudnative-pg@v1.30.1": "config/crd/bases",
    "sigs.k8s.io/gateway-api@v1.6.3": "config/crd/standard",  # 1.7 wants Go 1.27, which not everybody has yet
    # its releases 2.x are no Go modules, for their path does not say /v2; what we use is v1 of its API, which both have
    "github.com/external-secrets/external-secrets@v1.3.2": "config/crds/bases",
    "github.com/prometheus-operator/prometheus-operator@v0.94.0": "example/prometheus-operator-crd",
}
"""Module -> its folder of definitions. Strimzi is none: it writes its own (manifests.strimzi)."""
SUMS = ROOT / "deploy" / "k8s" / "tools" / "modules.sum"
"""A line for each: module, version, sum, as in a ``go.sum``."""


def files() -> Iterator[Path]:
    """Those with definitions, of all modules. ProgramMissing where one holds something else than its sum says."""
    known = sums()
    for module, folder in MODULES.items():
        told = _downloaded(module)
        if told["Sum"] != known.get(module):
            raise ProgramMissing(
                f"{module} has the sum {told['Sum']}, expected is {known.get(module, 'none')}: if you changed its version, say "
                f"`make sums`; if not, somebody published something else under it: do not use it."
            )
        yield from sorted((Path(told["Dir"]) / folder).glob("*.yaml"))


def sums() -> dict[str, str]:
    """Module -> its sum, as committed."""
    lines = (line.split() for line in SUMS.read_text("utf-8").splitlines())
    return {f"{path}@{version}": digest for path, version, digest in lines}


def lock() -> None:
    """Write the sums down as Go gets the modules today, each looked up by Go in the public record of sums."""
    lines = (f"{module.replace('@', ' ')} {_downloaded(module)['Sum']}\n" for module in MODULES)
    SUMS.write_text("".join(lines), "utf-8")


def _downloaded(module: str) -> dict[str, Any]:
    """What Go says of a module that it has fetched, once for all."""
    environment = os.environ | {"GOFLAGS": "-mod=mod", "GOWORK": "off"}
    try:
        done = subprocess.run(
            ["go", "mod", "download", "-json", module],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            cwd="/",
        )
    except FileNotFoundError as missing:
        raise ProgramMissing("`go` is missing: install it (Debian: apt-get install golang-go).") from missing
    if done.returncode:
        raise ProgramMissing(f"`go` could not fetch {module}: {done.stderr.strip() or done.stdout.strip()}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told
