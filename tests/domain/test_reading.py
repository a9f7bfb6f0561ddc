from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.reading import PhraseCounter, Vocabulary
from cx.domain.stop_words import NEGATIONS, STOP_WORDS
from cx.domain.taxonomy import folded, words

WORDS = ["portal", "Slow", "the", "not", "très", "12", "service", "and"]
COMMENTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join), min_size=1, max_size=15)


def phrases_of(text: str) -> set[str]:
    """Every phrase of one to three words of a comment, found one by one."""
    said = [folded(word) for word in words(text)]
    found = set()
    for start in range(len(said)):
        for end in range(start + 1, min(start + 3, len(said)) + 1):
            part = said[start:end]
            first, last = part[0], part[-1]
            ends = last not in STOP_WORDS | NEGATIONS and len(last) > 1 and not last.isdigit()
            begins = first in NEGATIONS or (first not in STOP_WORDS and len(first) > 1 and not first.isdigit())
            if begins and ends and not (start and said[start - 1] in NEGATIONS):
                found.add(" ".join(part))
    return found


@given(COMMENTS, st.integers(1, 15))
def test_phrases_are_counted_by_comment_as_if_each_was_read_by_itself(texts: list[str], cut: int) -> None:
    classes = np.array([i % 3 for i in range(len(texts))])
    vocabulary = Vocabulary()
    counter = PhraseCounter(vocabulary)
    for part in (slice(None, cut), slice(cut, None)):
        if texts[part]:
            counter.add(vocabulary.read(texts[part]), classes[part], np.zeros(len(texts[part]), np.bool_))
    expected = Counter(phrase for text in texts for phrase in phrases_of(text))
    counted = counter.most(10_000)
    assert {one.phrase: one.comments for one in counted.phrases} == dict(expected)
    assert counted.kept_from == 1
    for one in counted.phrases:
        held = [i for i, text in enumerate(texts) if one.phrase in phrases_of(text)]
        assert one.promoters == sum(i % 3 == 0 for i in held)
        assert one.promoter_sample == next((i for i in held if i % 3 == 0), None)
        assert one.detractor_sample == next((i for i in held if i % 3 == 2), None)


def test_only_the_most_frequent_are_kept_and_it_says_from_how_many_comments_on() -> None:
    texts = ["portal slow"] * 3 + ["portal fast"] * 2 + [f"word{i}x" for i in range(20)]
    vocabulary = Vocabulary()
    counter = PhraseCounter(vocabulary)
    counter.add(vocabulary.read(texts), np.zeros(len(texts), np.int64), np.ones(len(texts), np.bool_))
    counted = counter.most(3)
    assert (counted.phrases[0].phrase, counted.phrases[0].comments) == ("portal", 5)
    assert counted.kept_from > 1
    assert all(one.comments >= counted.kept_from for one in counted.phrases)


def test_what_is_negated_counts_only_with_its_negation() -> None:
    vocabulary = Vocabulary()
    counter = PhraseCounter(vocabulary)
    counter.add(vocabulary.read(["not good", "good"]), np.zeros(2, np.int64), np.zeros(2, np.bool_))
    assert {one.phrase: one.comments for one in counter.most(10).phrases} == {"not good": 1, "good": 1}
