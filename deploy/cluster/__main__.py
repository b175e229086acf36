"""``python -m cluster up | down``: the overlay ``lab`` on the cluster that KUBECONFIG names."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from cluster import secrets
from cluster.kubectl import KubectlFailed, found, kubectl
from images.__main__ import LAB, PYTHON, SERVICES, version

ROOT = Path(__file__).resolve().parents[2]
WORKED = ROOT / ".local" / "k8s" / "lab"
_PATIENCE = 900.0
_VERSION = "app.kubernetes.io/version"
_BEGAN = time.monotonic()

_KUSTOMIZATION = """\
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: parley
resources: [../../../deploy/k8s/overlays/lab]
configMapGenerator:
  - {{name: organisation, namespace: parley, files: [organisation.jsonl]}}
images:
{images}
labels:
  - pairs: {{{version}: "{tag}"}}
    fields:
      - {{kind: Deployment, path: spec/template/metadata/labels, create: true}}
      - {{kind: Job, path: spec/template/metadata/labels, create: true}}
transformers:
  - |-
    apiVersion: builtin
    kind: SuffixTransformer
    metadata: {{name: release}}
    suffix: -{suffix}
    fieldSpecs: [{{kind: Job, path: metadata/name}}]
"""


def _say(text: str) -> None:
    print(f"[{time.monotonic() - _BEGAN:5.1f} s] {text}", flush=True)


def up(tag: str) -> None:
    """Hand the images over, make what secrets are missing, apply the release, wait until all of it is ready."""
    _hand_over(tag)
    _write(tag)
    kubectl("apply", "--server-side", "--filename", str(ROOT / "deploy" / "k8s" / "base" / "namespace.yaml"))
    if made := secrets.ensure(SERVICES):
        _say(f"{len(made)} secrets were made")
    _forget_jobs(tag)
    kubectl("apply", "--server-side", "--force-conflicts", "--kustomize", str(WORKED))
    _say(f"Release {tag} is applied")
    await_ready()


def _forget_jobs(tag: str) -> None:
    """Those of this release, if it was applied before: a job cannot be changed, and with another setting it would be."""
    kubectl("--namespace", "parley", "delete", "job", "--selector", f"{_VERSION}={tag}", "--cascade=foreground")


def await_ready() -> None:
    """Until every job of the newest release has ended and every pod of it is ready."""
    tag = found("deployment")[0]["metadata"]["labels"][_VERSION]
    for kind in ("statefulset", "deployment"):
        for each in found(kind):
            name = each["metadata"]["name"]
            kubectl("--namespace", "parley", "rollout", "status", kind, name, "--timeout", f"{_PATIENCE:.0f}s")
            _say(f"{name} is ready")
    of_release = ("job", "--selector", f"{_VERSION}={tag}")
    if not found(*of_release):  # kubectl refuses to wait for nothing
        _say("All jobs ended a day ago or earlier, and are gone")
        return
    until = ("--for", "condition=Complete", "--timeout", f"{_PATIENCE:.0f}s")
    kubectl("--namespace", "parley", "wait", *of_release, *until)
    _say("All jobs have ended")


def _hand_over(tag: str) -> None:
    """By ``K8S_LOAD``, a command that takes names of images: ``kind load docker-image``, or one that pushes them."""
    loader = os.environ.get("K8S_LOAD")
    if not loader:
        _say("K8S_LOAD is not set: the cluster is expected to have the images")
        return
    wanted = PYTHON if _servers() else [*PYTHON, LAB]
    names = [f"localhost/parley/{name}:{tag}" for name in wanted]
    if subprocess.run([*shlex.split(loader), *names], check=False).returncode:
        raise KubectlFailed(f"`{loader}` did not take {', '.join(names)}: build them with `make images lab-image`.")
    _say(f"{len(names)} images are handed over")


def _write(tag: str) -> None:
    WORKED.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "deploy" / "local" / "demo" / "organisation.jsonl", WORKED)
    registry = os.environ.get("K8S_IMAGES", "localhost/parley")
    tags = dict.fromkeys(PYTHON, tag) | {LAB: _servers() or tag}
    images = "\n".join(
        f'  - {{name: parley/{name}, newName: {registry}/{name}, newTag: "{its}"}}' for name, its in tags.items()
    )
    suffix = "".join(each if each.isalnum() else "-" for each in tag.lower())
    (WORKED / "kustomization.yaml").write_text(
        _KUSTOMIZATION.format(images=images, version=_VERSION, tag=tag, suffix=suffix)
    )


def _servers() -> str | None:
    """Tag of the image of the servers that are there: a release of ours does not start them again."""
    images = [each["spec"]["template"]["spec"]["containers"][0]["image"] for each in found("statefulset")]
    return images[0].rpartition(":")[2] if images else None


def down() -> None:
    """Remove all of it, its data too."""
    kubectl("delete", "namespace", "parley", "--ignore-not-found", "--timeout", f"{_PATIENCE:.0f}s")
    _say("Gone")


def main() -> None:
    """Exit status 0, or 1 with what went wrong as the last line."""
    parser = argparse.ArgumentParser(prog="python -m cluster")
    parser.add_argument("what", choices=["up", "down"])
    parser.add_argument("--version", default=None, help="tag of the images; of these sources without it")
    given = parser.parse_args()
    try:
        up(given.version or version()) if given.what == "up" else down()
    except KubectlFailed as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
