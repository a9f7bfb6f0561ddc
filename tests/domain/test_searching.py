"""Words are found whatever their case and accents, at the beginning of a word."""

from __future__ import annotations

import pytest

from cx.domain.searching import LONGEST_SEARCH, MOST_TERMS, folded, holds, terms


@pytest.mark.parametrize("written", ["Réponse", "REPONSE", "re\u0301ponse", "ＲＥＰＯＮＳＥ"])
def test_case_accents_and_forms_of_a_letter_make_no_difference(written: str) -> None:
    assert folded(written) == "reponse"


def test_every_word_and_every_phrase_has_to_be_there() -> None:
    assert terms('slow "named  engineer" Slow') == ("slow", "named engineer")
    assert holds("Our named\nengineer is SLOW.", terms('slow "named engineer"'))
    assert not holds("A named person, a slow engineer.", terms('slow "named engineer"'))


def test_a_word_is_found_by_its_beginning_and_not_within_another() -> None:
    assert holds("The portal hangs.", terms("port"))
    assert not holds("Support is fine.", terms("port"))


def test_an_endless_search_is_cut() -> None:
    assert len(terms("a b c d e f g h i j k l m")) == MOST_TERMS
    assert sum(map(len, terms("x" * 1000))) == LONGEST_SEARCH
