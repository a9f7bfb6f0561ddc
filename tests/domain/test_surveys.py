"""Which events bear on which trend."""

from __future__ import annotations

from datetime import date

import pytest

from cx.domain.slices import Slice
from cx.domain.surveys import Event, EventKind, Provenance


def event(survey_id: str, **scope: str) -> Event:
    return Event("e1", date(2026, 3, 1), EventKind.OUTAGE, "Outage", survey_id=survey_id, scope=Slice.of(**scope))


@pytest.mark.parametrize(
    ("made", "scope", "touches"),
    [
        (event(""), Slice(), True),
        (event("", region="EMEA"), Slice(), True),
        (event("", region="EMEA"), Slice.of(region="EMEA", product="Cloud"), True),
        (event("", region="EMEA"), Slice.of(product="Cloud"), True),
        (event("", region="EMEA"), Slice.of(region="Asia"), False),
        (event("relationship", region="EMEA"), Slice.of(region="EMEA"), True),
        (event("market"), Slice(), False),
    ],
)
def test_an_event_touches_trends_of_its_survey_and_of_no_other_value(made: Event, scope: Slice, touches: bool) -> None:
    assert made.touches("relationship", scope) is touches


@pytest.mark.parametrize("provenance", Provenance)
def test_every_provenance_says_who_asked_in_words(provenance: Provenance) -> None:
    assert provenance.words
    assert "_" not in provenance.words
