"""No cell that leaves for a spreadsheet is run by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.tables import harmless

STARTS = "=+-@＝＋－＠"
anything = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(anything)
def test_no_text_begins_as_a_formula(text: str) -> None:
    assert str(harmless(text)).lstrip()[:1] not in set(STARTS)


@given(anything, st.sampled_from([*STARTS, "\t=", "\r=", "\n=", "\u00a0=", "\ufeff="]))
def test_a_formula_is_kept_as_text_behind_an_apostrophe(text: str, start: str) -> None:
    assert harmless(start + text) == f"'{start}{text}"


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.none())
def test_what_is_no_text_stays_itself(cell: float | None) -> None:
    assert harmless(cell) is cell


@pytest.mark.parametrize("text", ["", "EMEA", "3-5", "a=b", "Ünïted", "two\nlines"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text
