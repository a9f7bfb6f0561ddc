"""What a point means says no more than the point: no number, no comparing word, nothing ahead for outside."""

from __future__ import annotations

import re
from itertools import product

import pytest

from cx.domain.slices import EVERYBODY
from cx.domain.verdict import Relation
from cx.narrative.consequences import consequences
from cx.narrative.disclosure import looks_ahead
from cx.narrative.facts import Audience, Fact, Kind, When
from cx.narrative.verification import verify


@pytest.mark.parametrize("kind", Kind)
def test_a_consequence_adds_no_claim(kind: Kind) -> None:
    for relation, audience, own, detail in product((None, *Relation), Audience, (True, False), ("", "to be decided")):
        if kind is Kind.SILENCE and detail:
            continue
        fact = Fact("f1", kind, EVERYBODY, "", own=own, when=When("2026Q3", ""), source=None, relation=relation,
                    detail=detail, wrong="late", owner="Ana Ruiz")  # fmt: skip
        for sentence in consequences(fact, audience):
            assert verify(sentence, []) == ()
            assert not re.search(r"\d", sentence)
            assert sentence.endswith(".")
            assert audience is not Audience.EXTERNAL or not looks_ahead([sentence])
