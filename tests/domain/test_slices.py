"""Slices are groups of answers named by a closed set of fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.errors import BadValue
from cx.domain.slices import EVERYBODY, FIELDS, NOT_GIVEN, Slice
from tests.domain.strategies import law, slices


@law
@given(slices)
def test_the_text_of_a_slice_reads_back_as_the_slice(made: Slice) -> None:
    assert Slice.parse(made.canonical()) == made


@law
@given(slices, slices)
def test_different_slices_have_different_texts(one: Slice, other: Slice) -> None:
    assert (one.canonical() == other.canonical()) == (one == other)


@law
@given(slices)
def test_the_order_in_which_values_are_given_decides_nothing(made: Slice) -> None:
    assert Slice(tuple(reversed(made.values))) == made
    assert hash(Slice(tuple(reversed(made.values)))) == hash(made)


@law
@given(slices, st.sampled_from(FIELDS), st.text(max_size=5))
def test_narrowing_sets_one_field_and_leaving_it_out_undoes_it(made: Slice, field: str, value: str) -> None:
    narrowed = made.narrowed(field, value)
    assert narrowed.get(field) == value
    assert narrowed.without(field) == made.without(field)


@pytest.mark.parametrize("text", ["", "*", "  ", " * "])
def test_a_star_and_nothing_are_everybody(text: str) -> None:
    assert Slice.parse(text) == EVERYBODY
    assert not Slice.parse(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("region=EMEA; product=Cloud", {"region": "EMEA", "product": "Cloud"}),
        (" product = Cloud ;region=EMEA;", {"region": "EMEA", "product": "Cloud"}),
        ("region=", {"region": ""}),
        ("region=a=b", {"region": "a=b"}),
        (r"region=North\South", {"region": r"North\South"}),
        (r"region=Bosnia\; Herzegovina; product=Cloud", {"region": "Bosnia; Herzegovina", "product": "Cloud"}),
    ],
)
def test_what_people_write_is_read(text: str, values: dict[str, str]) -> None:
    assert Slice.parse(text).as_dict() == values


@pytest.mark.parametrize(
    "text", ["EMEA", "region", ";", "colour=red", "region=EMEA; region=Asia", "region=EMEA; Cloud"]
)
def test_what_is_no_slice_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        Slice.parse(text)


def test_a_blank_value_is_named_as_not_given() -> None:
    assert Slice.of(region="", product="Cloud").text() == f"{NOT_GIVEN}, Cloud"
    assert EVERYBODY.text("Everybody") == "Everybody"
