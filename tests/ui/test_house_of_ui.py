"""Rules that hold for every file that knows Streamlit."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from cx.ui.frame import LOOK

PROJECT = Path(__file__).parents[2]
FILES = (PROJECT / "app.py", *(PROJECT / "pages").rglob("*.py"), *(PROJECT / "cx" / "ui").rglob("*.py"))
MARKDOWN = {
    "markdown",
    "write",
    "caption",
    "title",
    "header",
    "subheader",
    "error",
    "warning",
    "info",
    "success",
    "toast",
}


def _calls(file: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_no_file_lets_markup_through(file: Path) -> None:
    text = file.read_text()
    assert "unsafe_allow" not in text
    assert "components.v1" not in text
    assert not [call.lineno for call in _calls(file) if _name(call) in ("html", "iframe") and not _our_styles(call)]


def _our_styles(call: ast.Call) -> bool:
    """A file of ours that holds styles alone: Streamlit reads no markup out of one that ends with `.css`."""
    return ast.unparse(call) == "st.html(LOOK)" and LOOK == PROJECT / "cx" / "ui" / "look.css"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PROJECT)))
def test_markdown_is_written_here_or_escaped(file: Path) -> None:
    """The first argument is text of our own, or every value in it goes through `escape` or `_lines`."""
    strange = [
        call.lineno
        for call in _calls(file)
        if _name(call) in MARKDOWN and isinstance(call.func, ast.Attribute) and _is_st(call.func.value)
        if call.args and not _safe(call.args[0])
    ]
    assert not strange


def _is_st(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id == "st") or (isinstance(node, ast.Attribute) and _is_st(node.value))


OWN_WORDS = {"title", "about", "words", "asked", "reference"}
"""Names that hold words of this project, checked by eye: section titles, help texts, escaped words."""


def _safe(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(_safe(part) for part in node.values if isinstance(part, ast.FormattedValue))
    if isinstance(node, ast.FormattedValue):  # what has a format is a number or a date
        return node.format_spec is not None or _safe(node.value)
    if isinstance(node, ast.GeneratorExp):
        return _safe(node.elt)
    if isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Name):
            return called.id in ("escape", "_lines", "_words")
        return isinstance(called, ast.Attribute) and called.attr == "join" and all(_safe(arg) for arg in node.args)
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and node.value.id.startswith("_")
    return isinstance(node, ast.Name) and node.id in OWN_WORDS
