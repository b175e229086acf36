"""``python -m manifests.locks``: write down anew what the definitions of custom resources are made from (`make sums`)."""

from __future__ import annotations

from manifests import modules, strimzi

if __name__ == "__main__":
    modules.lock()
    strimzi.lock()
