"""The house itself: what lies where, what is pinned, and what the documents promise."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import cx
from cx.__main__ import cli
from cx.settings import Company, Environment

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
TOP_LEVEL = {
    ".ci", ".gitignore", ".streamlit", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "app.py", "cx", "data",
    "docs", "pages", "pyproject.toml", "requirements-dev.txt", "requirements.txt", "tests",
    ".dockerignore", "Dockerfile", "compose.yaml", "deploy",  # docker looks for the first three beside what it builds
}  # fmt: skip
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "data2"}
LONGEST_FILE = 400  # lines; a longer file has two reasons to change


def sources(*roots: str) -> Iterator[Path]:
    for root in roots:
        yield from sorted((PROJECT / root).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def relative(path: Path) -> str:
    return str(path.relative_to(PROJECT))


# What lies where ----------------------------------------------------------------------------------------------------


def test_no_page_lies_directly_in_pages() -> None:
    """There it would wake Streamlit's old multipage mode: a first visit by deep link would run it without app.py."""
    assert list((PROJECT / "pages").glob("*.py")) == []


def test_the_top_level_holds_nothing_that_the_map_does_not_name() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout.split("\0")
    if not any(tracked):
        pytest.skip("this is no git checkout")
    assert {name.split("/")[0] for name in tracked if name} <= TOP_LEVEL


def test_the_map_names_every_room() -> None:
    rooms = {path.parent.name for path in (PROJECT / "cx").glob("*/__init__.py")}
    assert rooms
    assert [room for room in sorted(rooms) if f"cx/{room}" not in cx.__doc__] == []


def test_every_room_says_what_it_is() -> None:
    rooms = list((PROJECT / "cx").glob("*/__init__.py"))
    assert [relative(path) for path in rooms if not ast.get_docstring(tree(path))] == []


@pytest.mark.parametrize(("contract", "knows"), [("sql", {"store"}), ("streamlit", {"ui"})])
def test_a_contract_about_all_rooms_names_them_all(contract: str, knows: set[str]) -> None:
    rules = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    held = {rule["id"]: set(rule["source_modules"]) for rule in rules if "source_modules" in rule}
    rooms = {path.parent.name for path in (PROJECT / "cx").glob("*/__init__.py")} | {"settings", "__main__"}
    assert {f"cx.{room}" for room in rooms - knows} <= held[contract]


def test_tests_mirror_the_rooms() -> None:
    rooms = {path.name for path in (PROJECT / "cx").iterdir() if (path / "__init__.py").exists()}
    tested = {path.name for path in (PROJECT / "tests").iterdir() if any(path.glob("test_*.py"))}
    assert sorted(rooms - tested) == []


def test_the_entrance_knows_only_streamlit_and_ui() -> None:
    imported = {
        name
        for node in ast.walk(tree(PROJECT / "app.py"))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert {name for name in imported if not re.match(r"(streamlit|cx\.ui|__future__)\b", name)} <= {"gc", "cx"}


# How it reads -------------------------------------------------------------------------------------------------------


def test_every_module_says_what_it_holds() -> None:
    assert [relative(p) for p in [PROJECT / "app.py", *sources("cx", "pages")] if not ast.get_docstring(tree(p))] == []


def test_no_module_has_two_reasons_to_change() -> None:
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources("cx", "pages")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [relative(path) for path in sources("cx", "pages", "tests") if path.stem in VAGUE_NAMES] == []


def test_nothing_is_left_for_later() -> None:
    unfinished = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X)\b|NotImplemented[E]rror")
    assert [relative(p) for p in sources("cx", "pages", "tests") if unfinished.search(p.read_text("utf-8"))] == []


def test_charts_name_their_channels_as_objects() -> None:
    """A shorthand such as encode(x="month:T") costs 8 ms a chart, alt.X("month:T") 0.04 ms."""
    shorthand = [
        f"{relative(path)}:{node.lineno}"
        for path in [PROJECT / "app.py", *sources("cx", "pages")]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "encode"
        for keyword in node.keywords
        if keyword.arg not in (None, "encoding", "errors") and _is_text(keyword.value)
    ]
    assert shorthand == []


def test_no_data_reaches_the_page_as_html() -> None:
    assert [relative(p) for p in sources("cx", "pages") if "unsafe_allow_html" in p.read_text("utf-8")] == []


def _is_text(node: ast.expr) -> bool:
    texts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return any(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts)


# What is pinned -----------------------------------------------------------------------------------------------------


def pins(file_name: str) -> dict[str, str]:
    lines = (PROJECT / file_name).read_text(encoding="utf-8").splitlines()
    wanted = [line.partition("#")[0].strip() for line in lines]
    found = {}
    for text in (text for text in wanted if text and not text.startswith("-r")):
        name, exactly, version = text.partition("==")
        assert exactly, f"{file_name} does not pin {text} exactly"
        found[canonicalize_name(name)] = version
    return found


def brought_by(names: set[str]) -> set[str]:
    """Those packages and all that they need on this machine."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        for text in importlib.metadata.requires(name) or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(requirement.name))
    return found


@pytest.mark.parametrize("file_names", [["requirements.txt"], ["requirements.txt", "requirements-dev.txt"]])
def test_everything_that_is_installed_is_pinned(file_names: list[str]) -> None:
    pinned = {name: version for file_name in file_names for name, version in pins(file_name).items()}
    assert sorted(brought_by(set(pinned)) - set(pinned) - {"pip"}) == []  # every environment has pip already
    assert {name: importlib.metadata.version(name) for name in pinned} == pinned


def test_what_the_application_imports_is_pinned_for_running() -> None:
    modules = importlib.metadata.packages_distributions()
    roots = {
        name.split(".")[0]
        for path in [PROJECT / "app.py", *sources("cx", "pages")]
        for node in ast.walk(tree(path))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    outside = {canonicalize_name(dist) for root in roots for dist in modules.get(root, [])}
    assert sorted(outside - set(pins("requirements.txt")) - {"cx-council"}) == []


# What the documents promise -----------------------------------------------------------------------------------------


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in cli.commands if not re.search(rf"python -m cx {re.escape(name)}\b", README)] == []


def test_every_make_target_is_in_the_readme() -> None:
    targets = re.findall(r"^([a-z]+):[^#\n]*## ", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert "run" in targets
    assert [target for target in targets if f"make {target}" not in README] == []


def test_every_setting_is_described() -> None:
    for name, field in [*Company.model_fields.items(), *Environment.model_fields.items()]:
        assert field.description, name
        assert field.description.endswith("."), name
    assert [name for name, field in Company.model_fields.items() if not field.title] == []


def test_every_environment_variable_is_in_the_readme() -> None:
    assert [name for name in Environment.model_fields if f"CX_{name.upper()}" not in README] == []


@pytest.mark.parametrize("document", sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")]), ids=relative)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_module_that_defines_a_number_exists() -> None:
    text = (PROJECT / "docs" / "definitions.md").read_text(encoding="utf-8")
    modules = set(re.findall(r"`(cx/[\w/]+\.py)`", text))
    assert modules
    assert [module for module in sorted(modules) if not (PROJECT / module).exists()] == []


def test_python_is_the_version_that_the_project_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["tool"]["ruff"]["target-version"] == "py311"
    assert project["tool"]["mypy"]["python_version"] == "3.11"
