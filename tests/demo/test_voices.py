"""What the demo's customers write: in their languages, with themes that move as planted."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import fisher_exact

from cx.demo import company, files, voices
from cx.demo.voices import THEMES, Theme
from cx.domain.masking import masked
from tests.demo.drawn import Drawn

MOVES = {"onboarding_delays": 1, "support_praise": 1, "slow_month_end": -1, "price": 0, "answer_bot": 1}
"""Which way each theme moves from 2024 to the last quarter."""


def spoken_of(drawn: Drawn, theme: Theme, first: str, last: str) -> tuple[int, int]:
    """Of the comments of those concerned, how many speak of the theme and how many do not."""
    columns = drawn.surveys[company.RELATIONSHIP].columns
    moments = columns["responded_at"].astype("datetime64[D]")
    wanted = (moments >= np.datetime64(first)) & (moments <= np.datetime64(last)) & (columns["comment"] != "")
    if theme.journeys:
        wanted &= np.isin(columns["journey"].astype(str), theme.journeys)
    if theme.regions:
        wanted &= np.isin(columns["region"].astype(str), theme.regions)
    told = [any(said in comment for said in theme.sentences) for comment in columns["comment"][wanted]]
    return sum(told), len(told) - sum(told)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.key)
def test_a_theme_moves_as_planted(drawn: Drawn, theme: Theme) -> None:
    before = spoken_of(drawn, theme, "2024-01-01", "2024-12-31")
    now = spoken_of(drawn, theme, "2026-07-01", "2026-09-30")
    p = fisher_exact([before, now]).pvalue
    moved = (now[0] / sum(now) > before[0] / sum(before)) * 2 - 1
    assert (moved if p < 0.001 else 0) == MOVES[theme.key], (before, now, p)


def test_customers_write_in_four_languages(drawn: Drawn) -> None:
    columns = drawn.surveys[company.RELATIONSHIP].columns
    said = " ".join(columns["comment"][columns["region"] == "EMEA"])
    assert all(words in said for words in ("trop long", "zu lang", "demasiado", "too long"))


def test_a_few_leave_personal_data_and_none_of_it_survives_masking(drawn: Drawn) -> None:
    comments = [one for survey in drawn.surveys.values() for one in survey.columns.get("comment", ()) if one]
    left = [one for one in comments if masked(one) != one]
    assert 0.002 < len(left) / len(comments) < 0.012
    assert not any(sign in masked(one) for one in left for sign in ("example.com", "dot com", "+44", "4111", "07700"))


def test_somebody_tries_each_attack_once(drawn: Drawn) -> None:
    comments = drawn.surveys[company.RELATIONSHIP].columns["comment"].tolist()
    assert [comments.count(attack) for attack in voices.HOSTILE] == [1, 1, 1]


def test_another_telling_changes_no_answer(drawn: Drawn) -> None:
    survey = drawn.surveys[company.SUPPORT]
    again = voices.retold(survey, files.SEED + 1)
    assert (again.columns["comment"] != survey.columns["comment"]).any()
    for name in set(survey.columns) - {"comment"}:
        assert (again.columns[name] == survey.columns[name]).all()
