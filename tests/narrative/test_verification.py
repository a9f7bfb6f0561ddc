"""A text is read back: what no fact backs is found, what a fact backs is let through."""

from __future__ import annotations

import pytest

from cx.domain.book import Family
from cx.domain.slices import Slice
from cx.domain.surveys import Provenance
from cx.domain.verdict import Relation
from cx.narrative.facts import Fact, Kind, Source, When
from cx.narrative.verification import verify

SURVEY = Source("r", "customer", "Our survey", "we asked", "How likely?", "by e-mail", Provenance.OWN, "cx nps")
WHEN = When("2026Q3", "the third quarter", "2026Q2", "the quarter before")
EMEA = Fact(
    "f1", Kind.CHANGE, Slice.of(region="EMEA"), "EMEA", True, WHEN, SURVEY, relation=Relation.FELL, value=30.2,
    against=40.1, difference=-9.9, low=-15.2, high=-4.8, p=0.001, n=1932, n_against=1855, z=-3.6,
    family=Family.HEADLINES,
)  # fmt: skip
DAYS = Fact(
    "f2", Kind.CAUSE, Slice.of(region="EMEA"), "EMEA", True, WHEN, SURVEY, metric="effect", value=-7.1, against=-9.9,
    n=1932, n_against=1855, detail="First 90 days",
)  # fmt: skip
APAC = Fact(
    "f3", Kind.CHANGE, Slice.of(region="Asia Pacific"), "Asia Pacific", True, WHEN, SURVEY, relation=Relation.UNCLEAR,
    value=45.0, against=43.4, difference=1.6, low=-4.1, high=9.2, p=0.4, n=828, n_against=795, family=Family.HEADLINES,
)  # fmt: skip
FACTS = (EMEA, DAYS, APAC)


def found(text: str) -> list[str]:
    return [flag.text for flag in verify(text, FACTS)]


@pytest.mark.parametrize(
    "text",
    [
        "EMEA fell from 40 to 30 in the third quarter.",
        "In EMEA customers scored us 30, down from 40; 1,932 of them answered.",
        "About seven of those ten points are how customers of EMEA scored First 90 days.",
        "Most of that fall is how customers scored First 90 days.",
        "Asia Pacific scored 45, no clear change: anywhere between 4 down and 9 up.",
        "We own it, and EMEA is what I want to hear about from you today.",
    ],
)
def test_what_a_fact_backs_is_let_through(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("EMEA fell from 41 to 30.", ["41"]),
        ("EMEA fell by twelve points.", ["twelve"]),
        ("EMEA rose to 30.", ["rose"]),
        ("Asia Pacific rose to 45.", ["rose"]),
        ("Asia Pacific fell.", ["fell"]),
        ("Asia Pacific is steady at 45.", ["steady"]),
        ("EMEA had its worst quarter.", ["worst"]),
        ("EMEA fell sharply.", ["sharply"]),
        ("EMEA fell because of the portal.", ["because of"]),
        ("EMEA is ahead of the rest.", ["ahead"]),
        ("EMEA scored 30.5.", ["30.5"]),
        ("EMEA scored \N{MINUS SIGN}5 and Asia Pacific 45.", ["\N{MINUS SIGN}5"]),
        ("Asia Pacific scored 30.", ["30"]),
    ],
)
def test_what_no_fact_backs_is_found(text: str, wrong: list[str]) -> None:
    assert found(text) == wrong


def test_a_wrong_number_is_shown_with_the_nearest_fact() -> None:
    (flag,) = verify("EMEA fell from 40 to 29.", FACTS)
    assert (flag.text, flag.nearest) == ("29", "f1")
    assert "EMEA fell from 40 to 29."[flag.start : flag.end] == "29"


def test_places_hold_in_the_second_sentence() -> None:
    text = "EMEA fell from 40 to 30. Asia Pacific soared to a record 45."
    flags = verify(text, FACTS)
    assert [text[flag.start : flag.end] for flag in flags] == ["record"]


def test_nothing_is_backed_where_there_are_no_facts() -> None:
    assert [flag.text for flag in verify("We rose to 50.", ())] == ["rose", "50"]
