"""What holds for the repository as a whole: its licence, its lock, what no file may name, and what CONTRIBUTING promises."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).parents[2]
MEMBERS = sorted(path.parent for path in ROOT.glob("s*/**/pyproject.toml"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
# Written in two parts, so that this file does not name them either.
REGISTRIES = re.compile(
    "|".join(
        rf"{name}\.{end}"
        for name, end in (
            ("pypi", r"org\b"),
            ("pythonhosted", r"org\b"),
            ("npmjs", r"(org|com)\b"),
            ("repo1?.maven", r"(org|apache\.org)\b"),
            ("maven", r"org\b"),
            ("docker", r"io\b"),
            ("ghcr", r"io\b"),
            ("quay", r"io\b"),
            ("crates", r"io\b"),
        )
    )
)


def tracked() -> list[Path]:
    """Every text file of the repository, also those that are not committed yet."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8000]]


def registries_named(text: str) -> list[str]:
    return [found[0] for found in REGISTRIES.finditer(text)]


MARK = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


def marked_for_later(text: str) -> list[str]:
    return [line for line in text.splitlines() if MARK.search(line)]


def test_no_page_or_statement_is_marked_for_later() -> None:
    found = {str(path.relative_to(ROOT)): marked_for_later(path.read_text("utf-8")) for path in tracked()}
    assert {path: lines for path, lines in found.items() if lines} == {}
    assert marked_for_later("-- TO" + "DO: an index")


def test_no_file_names_a_package_registry() -> None:
    files = tracked()
    assert len(files) > 200
    found = {str(path.relative_to(ROOT)): registries_named(path.read_text("utf-8")) for path in files}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize("host", ["pypi" + ".org", "files.pythonhosted" + ".org", "registry.npmjs" + ".org"])
def test_a_registry_would_be_found(host: str) -> None:
    assert registries_named(f"--index-url https://{host}/simple")


def unlocked(text: str) -> Iterator[str]:
    """Pins without a hash, and addresses."""
    for pin in re.split(r"\n(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)):
        if pin.strip() and not re.match(r"[a-z0-9._-]+==\S+.*--hash=sha256:[0-9a-f]{64}", pin, re.DOTALL):
            yield f"no hash: {pin.splitlines()[0]}"
    yield from (f"an address: {line}" for line in text.splitlines() if re.search(r"://|^-", line))


def test_the_lock_has_a_hash_for_each_pin_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert text.count("==") > 60
    assert list(unlocked(text)) == []


def test_a_pin_without_hash_or_with_an_address_would_be_found() -> None:
    assert list(unlocked("a==1 \\\n    --hash=sha256:" + "0" * 64 + "\nb==2\n")) == ["no hash: b==2"]
    assert list(unlocked("--index-url https://example.test\n"))


@pytest.mark.parametrize("file", ["deploy/local/pom.xml", "deploy/k8s/tools/strimzi.xml"])
def test_java_is_resolved_without_naming_a_repository(file: str) -> None:
    pom = ET.fromstring((ROOT / file).read_text("utf-8"))
    assert [each.tag for each in pom.iter() if each.tag.rpartition("}")[2] in {"repository", "pluginRepository"}] == []


def test_the_licence_is_whole_and_every_member_has_it() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [int(number) for number in re.findall(r"^(\d+)\.\s*[A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert "Appendix" in text
    assert len(MEMBERS) == 7
    for member in MEMBERS:
        project = tomllib.loads((member / "pyproject.toml").read_text("utf-8"))["project"]
        assert project["license"] == "EUPL-1.2", member
        assert "Private :: Do Not Upload" in project["classifiers"], member


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ENFORCERS = re.findall(r"^\| (?!rule |---)(.+?) \| (.+?) \|$", CONTRIBUTING, re.MULTILINE)
CONTRACTS = {
    each["name"]
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
}


def exists(enforcer: str) -> bool:
    """Whether a file, a test, a ruff rule, an import contract or a make target of this name is there."""
    path, _, test = enforcer.partition("::")
    if (ROOT / path).exists():
        return (
            not test
            or re.search(rf"^(?:async )?def {test}\b", (ROOT / path).read_text("utf-8"), re.MULTILINE) is not None
        )
    if enforcer.startswith("make "):
        return f"\n{enforcer.removeprefix('make ')}:" in MAKEFILE
    if re.fullmatch(r"[A-Z]+\d+", enforcer):
        return (
            subprocess.run(
                [ROOT / ".venv" / "bin" / "ruff", "rule", enforcer], capture_output=True, check=False
            ).returncode
            == 0
        )
    return enforcer in CONTRACTS or f"$(BIN)/{enforcer} " in MAKEFILE


@pytest.mark.parametrize(("rule", "enforcers"), ENFORCERS, ids=[rule for rule, _ in ENFORCERS])
def test_each_rule_of_contributing_has_enforcers_that_exist(rule: str, enforcers: str) -> None:
    named = re.findall(r"`([^`]+)`", enforcers)
    assert named, rule
    assert [each for each in named if not exists(each)] == []


def test_an_enforcer_that_does_not_exist_would_be_found() -> None:
    assert len(ENFORCERS) > 20
    for name in (
        "tests/unit/test_house_rules.py::gone",
        "tests/gone.py",
        "make gone",
        "XYZ999",
        "A contract that is gone",
    ):
        assert not exists(name)


def test_every_house_rule_and_every_import_contract_stands_in_contributing() -> None:
    rules = (ROOT / "tests" / "unit" / "test_house_rules.py").read_text("utf-8")
    listed = re.search(r"^RULES.*?\]\n$", rules, re.MULTILINE | re.DOTALL)
    assert listed
    names = re.findall(r"^    (\w+),$", listed[0], re.MULTILINE)
    assert len(names) > 9
    assert [name for name in names if f"test_house_rules.py::{name}`" not in CONTRIBUTING] == []
    assert [name for name in sorted(CONTRACTS) if f"`{name}`" not in CONTRIBUTING] == []


def test_a_service_stands_in_every_list_of_the_import_linter() -> None:
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    services = {path.name: next((path / "src").glob("[a-z]*[!o]")).name for path in (ROOT / "services").iterdir()}
    packages = set(services.values())
    assert set(tool["importlinter"]["root_packages"]) == packages | {"shared"}
    assert {f"services/{name}/src" for name in services} <= set(tool["mypy"]["mypy_path"])
    for contract in tool["importlinter"]["contracts"]:
        for listed in (
            contract.get(key, []) for key in ("modules", "source_modules", "forbidden_modules", "containers")
        ):
            named = {each.partition(".")[0] for each in listed} & packages
            assert named in (set(), packages), contract["name"]
