"""Each service imports with nothing in reach but itself and what it declares: no other service, no tool of ours."""

from __future__ import annotations

import subprocess
import sys

import pytest

from shared.service import installed

PACKAGES = sorted(service.package for service in installed().values())
ALONE = """
import importlib, pkgutil, re, sys
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions

def needed(name, extra, seen):
    for text in distribution(name).requires or []:
        found, _, marker = re.match(r"([A-Za-z0-9._-]+)(\\[.*?\\])?([^;]*;)?", text)[1], None, text.partition(";")[2]
        wanted = "extra ==" not in marker or any(f"extra == '{each}'" in marker.replace('"', "'") for each in extra)
        key = re.sub("[-_.]+", "-", found).lower()
        if wanted and key not in seen:
            seen.add(key)
            try:
                needed(key, re.findall(r"\\[(.*?)\\]", text)[:1], seen)
            except PackageNotFoundError:
                pass  # for another platform
    return seen

name = sys.argv[1]
here = needed(name, (), {name.replace("_", "-")})
OUTSIDE = {
    package for package, owners in packages_distributions().items()
    if not any(re.sub("[-_.]+", "-", owner).lower() in here for owner in owners)
} | set(sys.argv[2].split(",")) - {name}

class Gate:
    def find_spec(self, wanted, path=None, target=None):
        if wanted.partition(".")[0] in OUTSIDE:
            raise ImportError(f"{wanted} is not declared by {name}")

sys.meta_path.insert(0, Gate())
for planted in (sys.argv[3],) if len(sys.argv) > 3 else ():
    importlib.import_module(planted)
package = importlib.import_module(name)
count = 0
for module in pkgutil.walk_packages(package.__path__, f"{name}."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        count += 1
importlib.import_module("shared.run")
print(count)
"""


def alone(package: str, *planted: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-c", ALONE, package, ",".join(PACKAGES), *planted]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_service_imports_alone(package: str) -> None:
    done = alone(package)
    assert done.returncode == 0, done.stderr[-600:]
    assert int(done.stdout) >= 7


@pytest.mark.parametrize("planted", ["review", "pytest", "schemathesis"])
def test_what_a_service_does_not_declare_is_out_of_its_reach(planted: str) -> None:
    done = alone("ideas", planted)
    assert done.returncode != 0
    assert f"{planted} is not declared by ideas" in done.stderr
