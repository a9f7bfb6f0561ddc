"""What is said beyond scores keeps to its record's own words, and to whom it may be told."""

from __future__ import annotations

from datetime import date

import pytest

from cx.domain.disclosure import Sensitivity
from cx.domain.slices import EVERYBODY
from cx.domain.verdict import Relation
from cx.narrative.facts import Audience, Fact, Kind, When
from cx.narrative.selection import select
from cx.narrative.speech import point
from cx.narrative.verification import verify

WHEN = When("2026Q3", "the third quarter")
MONEY = Fact(
    "f1", Kind.FUNDING, EVERYBODY, "First steps", True, WHEN, None, metric="money_committed", value=1.5e6, against=4e6,
    text="$1.5 million of $4 million and six of 14 people", detail="$2.5 million and eight people", owner="Ana Ruiz",
    sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
NEED = Fact(
    "f2", Kind.NEED, EVERYBODY, "Be productive", True, WHEN, None, metric="need_rating", relation=Relation.BEHIND,
    value=5.84, against=7.25, brand="Northwind", n=600, z=-9.0, sensitivity=Sensitivity.INTERNAL,
)  # fmt: skip
RISK = Fact(
    "f3", Kind.SIGNAL, EVERYBODY, "A new entrant", True, WHEN, None, metric="", text="likely, with critical effect",
    due=date(2027, 3, 31), wrong="nothing answers it yet", sensitivity=Sensitivity.EMBARGOED,
)  # fmt: skip
FACTS = (MONEY, NEED, RISK)


def test_the_council_hears_what_is_asked_for() -> None:
    assert point(MONEY, Audience.COUNCIL) == (
        "I ask for $2.5 million and eight people for “First steps”;"
        " it has $1.5 million of $4 million and six of 14 people."
    )


@pytest.mark.parametrize("fact", FACTS)
def test_every_sentence_passes_its_own_check(fact: Fact) -> None:
    assert verify(point(fact, Audience.COUNCIL), FACTS) == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("I ask for $3 million for “First steps”.", ["3"]),
        ("On “Be productive” customers rate us behind Northwind: 5.9 against 7.3 of 10.", ["5.9"]),
        ("On “Be productive” customers rate us ahead of Northwind.", ["ahead"]),
    ],
)
def test_an_edited_figure_or_verdict_is_found(text: str, wrong: list[str]) -> None:
    assert [flag.text for flag in verify(text, FACTS)] == wrong


def test_what_is_embargoed_reaches_the_council_alone_and_what_is_internal_not_outside() -> None:
    assert RISK in select(FACTS, Audience.COUNCIL)
    assert RISK not in select(FACTS, Audience.TEAM)
    assert NEED in select(FACTS, Audience.TEAM)
    assert select(FACTS, Audience.EXTERNAL) == ()
