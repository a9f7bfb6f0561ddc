from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.default_themes import DEFAULT_THEMES
from cx.domain.errors import BadValue
from cx.domain.reading import Vocabulary
from cx.domain.taxonomy import Theme, folded, id_for, mentions, split_phrases, wanted, words


def theme(*phrases: str) -> Theme:
    return Theme("t", "T", phrases)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("qualité", "La QUALITE baisse", True),
        ("qualite", "La qualité baisse", True),
        ("qualite", "La qualite\u0301 baisse", True),
        ("qualité", "une disqualité", False),
        ("invoice*", "Two INVOICES are wrong.", True),
        ("invoice", "Two invoices are wrong.", False),
        ("follow up", "No follow-up, ever", True),
        ("account manager*", "our account  managers change", True),
        ("account manager*", "our manager of the account", False),
        ("file d'attente", "la file d’attente est longue", True),
        ("groß*", "GROSSE Auswahl", True),
        ("cafe", "cafés", False),
        ("too long", "too. Long", True),
    ],
)
def test_a_phrase_is_found_by_whole_words_whatever_the_accents(phrase: str, text: str, found: bool) -> None:
    assert mentions(theme(phrase), text) is found


@pytest.mark.parametrize("phrase", ["", "  ", "…", "ab*", "one two three four five six"])
def test_a_phrase_that_finds_nothing_or_too_much_is_refused(phrase: str) -> None:
    with pytest.raises(BadValue):
        wanted(phrase)


def test_phrases_stand_once_however_they_are_parted() -> None:
    assert split_phrases("bill | Bill, BILL\n late  reply") == ("bill", "late reply")


def test_an_id_is_made_of_a_name_and_never_taken() -> None:
    assert id_for("Prix & promotions", ["prix-promotions"]) == "prix-promotions-2"
    assert id_for("价格", []) == "theme"


def test_the_themes_to_start_with_speak_four_languages() -> None:
    said = {
        "billing": ["The invoice was wrong", "La facture est fausse", "Die Rechnung war falsch", "La factura está mal"],
        "waiting-and-speed": ["We waited a week", "Trop d'attente", "Lange Wartezeiten", "Demasiada espera"],
        "price-and-value": ["Too expensive", "C'est cher", "Viel zu teuer", "Muy caro"],
    }
    by_id = {one.theme_id: one for one in DEFAULT_THEMES}
    for theme_id, texts in said.items():
        assert [text for text in texts if not mentions(by_id[theme_id], text)] == []


def test_the_themes_to_start_with_have_names_and_ids_of_their_own() -> None:
    assert len({one.theme_id for one in DEFAULT_THEMES}) == len({one.name for one in DEFAULT_THEMES}) > 10


TEXTS = st.lists(st.sampled_from(["late", "Läte", "reply", "replies", "not", "a", "account", "manager.", "-", "7"]))


@given(st.lists(TEXTS.map(" ".join), min_size=1, max_size=12))
def test_many_comments_read_at_once_are_tagged_as_each_by_itself(texts: list[str]) -> None:
    themes = [theme("late"), theme("repl*", "account manager"), theme("late reply"), theme("nothing")]
    tagged = Vocabulary().read(texts).tagged(themes)
    assert tagged.tolist() == [[mentions(one, text) for one in themes] for text in texts]


@given(st.text())
def test_any_text_is_read_and_folds_to_words_that_fold_to_themselves(text: str) -> None:
    for word in words(text):
        assert folded(folded(word)) == folded(word)
