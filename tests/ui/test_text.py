"""What comes from outside is shown as it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.ui.text import escape

HOSTILE = (
    "![x](https://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "$\\href{https://evil.example}{x}$",
    ":red[all is lost]",
    ":material/delete:",
    "# heading",
    "1. list",
    "- item",
    "> quote",
    "```mermaid\ngraph TD; A-->B\n```",
    "| a | b |\n|---|---|",
    "https://evil.example",
    "www.evil.example",
    "someone@evil.example",
)
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()<>#$~|!:&@]")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_sign_of_markdown_is_left_standing_alone(text: str) -> None:
    assert not UNESCAPED.search(escape(text))


@given(st.text())
def test_every_sign_of_any_text_is_escaped(text: str) -> None:
    assert not UNESCAPED.search(escape(text))


@given(st.text())
def test_nothing_is_lost_but_white_space(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", escape(text)).replace("\u2060", "")
    assert shown == " ".join(text.split()).replace("\u2060", "")


@pytest.mark.parametrize("address", ["https://evil.example/x", "www.evil.example", "someone@evil.example"])
def test_addresses_are_not_recognized_once_the_escapes_are_gone(address: str) -> None:
    read = re.sub(r"\\(.)", r"\1", escape(address))
    assert "://" not in read
    assert "www." not in read
    assert "@e" not in read


def test_plain_words_stay_plain() -> None:
    assert escape("EMEA fell ten points") == "EMEA fell ten points"
