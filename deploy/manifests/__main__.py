"""``python -m manifests``: all that can be checked without a cluster (`make k8s-check`). Exit status 1 with what was found."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable

import yaml

from manifests import policies, schemas
from manifests.programs import ROOT, ProgramMissing
from manifests.rendering import Manifest, NotRendered, combinations, different

_WORKED = ROOT / ".local" / "k8s"


def _step(title: str, check: Callable[[], Iterable[str]]) -> int:
    began = time.monotonic()
    found = list(check())
    print(f"{title}: {len(found)} findings, {time.monotonic() - began:.1f} s", flush=True)
    for each in found:
        print(f"  {each}")
    return len(found)


def check() -> int:
    """The number of findings."""
    began = time.monotonic()
    texts = different(combinations())
    every: list[Manifest] = [yaml.load(each, Loader=yaml.CSafeLoader) for each in texts]
    print(f"{len(combinations())} renderings, {len(every)} manifests, {time.monotonic() - began:.1f} s", flush=True)
    _WORKED.mkdir(parents=True, exist_ok=True)

    def waivable() -> Iterable[str]:
        return policies.judged([*policies.checkov(texts, _WORKED / "policies.yaml"), *policies.hadolint()])

    return (
        _step(f"Kubernetes {', '.join(schemas.VERSIONS)}", lambda: schemas.of_core(every))
        + _step("custom resources", lambda: schemas.of_custom(every))
        + _step(f"checkov, hadolint ({len(policies.waivers())} waivers)", waivable)
        + _step("yamllint", policies.yamllint)
        + _step("promtool", policies.promtool)
    )


def main() -> None:
    """As ``make`` calls it."""
    try:
        sys.exit(1 if check() else 0)
    except (NotRendered, ProgramMissing) as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
