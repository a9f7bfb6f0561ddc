"""A quote is the customer's own words, and is heard only where the customer's consent reaches."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cx.domain.quotes import Consent, Quote, Reach, is_excerpt
from cx.domain.slices import EVERYBODY

COMMENT = "Support was slow. In the end one engineer, Ana, solved it in an hour."


@pytest.mark.parametrize(
    "text",
    [
        COMMENT,
        "Support was slow. …",
        "… one engineer, … solved it in an hour.",
        "Support was slow. ... solved it in an hour.",
        "Support  was\nslow. [...] in an hour.",
    ],
)
def test_words_may_be_left_out_where_an_ellipsis_says_so(text: str) -> None:
    assert is_excerpt(text, COMMENT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Support was slow.",
        "solved it in an hour.",
        "Support was fast. …",
        "… solved it … one engineer …",
        "Support was slow. … in an hou",
        "… low. …",
    ],
)
def test_nothing_else_may_be_changed(text: str) -> None:
    assert not is_excerpt(text, COMMENT)


@pytest.mark.parametrize(
    ("consent", "inside", "outside"),
    [
        (Consent.UNKNOWN, True, False),
        (Consent.ASKED, True, False),
        (Consent.GRANTED, True, True),
        (Consent.REFUSED, False, False),
    ],
)
def test_outside_only_what_was_granted_is_heard_and_nowhere_what_was_refused(
    consent: Consent, inside: bool, outside: bool
) -> None:
    quote = Quote("s", "r", "text", EVERYBODY, "2026Q3", "a", datetime(2026, 9, 1, tzinfo=UTC), consent)
    assert quote.may_be_heard(Reach.INSIDE) is inside
    assert quote.may_be_heard(Reach.OUTSIDE) is outside
