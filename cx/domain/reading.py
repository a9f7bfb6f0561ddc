"""Reading many comments at once: which themes each mentions, and how many hold each phrase of one to three words.

Words are numbered in a vocabulary, so that a thousand comments are a few arrays of numbers; accents and capitals are
taken off once a word, not once a comment. What is counted are comments, that is people: a word that somebody writes
five times counts once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cx.domain.stop_words import NEGATIONS, STOP_WORDS
from cx.domain.taxonomy import Theme, Wanted, folded, wanted, words

Numbers = NDArray[np.int64]
Marks = NDArray[np.bool_]

LONGEST = 3
"""Words of a phrase that is counted."""
_BITS = 21
_MOST_WORDS = 1 << _BITS
"""Numbers of three words fit into one of 64 bits; words beyond the two-millionth are in no phrase."""
PROMOTER, PASSIVE, DETRACTOR = range(3)


@dataclass(slots=True)
class Vocabulary:
    """The words met so far, numbered, without accents or capitals."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _folded: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    _first: list[bool] = field(default_factory=list)
    _last: list[bool] = field(default_factory=list)
    _negates: list[bool] = field(default_factory=list)

    def number(self, word: str) -> int:
        known = self._numbers.get(word)
        if known is None:
            plain = folded(word)
            known = self._folded.setdefault(plain, len(self.texts))
            if known == len(self.texts):
                self.texts.append(plain)
                means = _means(plain)
                self._last.append(means)
                self._first.append(means or plain in NEGATIONS)
                self._negates.append(plain in NEGATIONS)
            self._numbers[word] = known
        return known

    def read(self, comments: Sequence[str]) -> Read:
        split = [words(comment) for comment in comments]
        lengths = np.fromiter(map(len, split), np.int64, len(split))
        known, number = self._numbers, self.number
        said = (known[word] if word in known else number(word) for word in chain.from_iterable(split))
        numbers = np.fromiter(said, np.int64, int(lengths.sum()))
        return Read(numbers, np.repeat(np.arange(len(split)), lengths), len(split), self)

    def ends(self) -> tuple[Marks, Marks, Marks]:
        """Of each word: whether a phrase may begin with it, and end with it, and whether it negates what follows."""
        return np.array(self._first, np.bool_), np.array(self._last, np.bool_), np.array(self._negates, np.bool_)


@dataclass(frozen=True, slots=True)
class Read:
    """Comments as numbers. numbers: of each word, comment after comment. places: the comment of each word.

    count: comments, those without a word too.
    """

    numbers: Numbers
    places: Numbers
    count: int
    vocabulary: Vocabulary

    def of(self, chosen: Marks) -> Read:
        """Some of the comments, numbered from 0 in the same order."""
        said = chosen[self.places]
        again = np.cumsum(chosen) - 1
        return Read(self.numbers[said], again[self.places[said]], int(chosen.sum()), self.vocabulary)

    def tagged(self, themes: Sequence[Theme]) -> Marks:
        """Whether comment i mentions theme j."""
        index = _Index.of(self)
        marks = np.zeros((self.count, len(themes)), np.bool_)
        for column, theme in enumerate(themes):
            for phrase in theme.phrases:
                marks[index.comments(wanted(phrase)), column] = True
        return marks


@dataclass(frozen=True, slots=True)
class _Index:
    """Where each word stands. order: places in the text by word. starts: where a word's places begin in it.

    sorted_words: (word, its number), for stems.
    """

    read: Read
    order: Numbers
    starts: Numbers
    sorted_words: list[tuple[str, int]]

    @classmethod
    def of(cls, read: Read) -> _Index:
        order = np.argsort(read.numbers, kind="stable")
        starts = np.searchsorted(read.numbers[order], np.arange(len(read.vocabulary.texts) + 1))
        return cls(read, order, starts, sorted(zip(read.vocabulary.texts, range(len(starts)), strict=False)))

    def comments(self, phrase: Sequence[Wanted]) -> Numbers:
        """The comments that hold the phrase, perhaps several times each."""
        numbers, places = self.read.numbers, self.read.places
        at = self._places(self._numbers(phrase[0]))
        for further, word in enumerate(phrase[1:], start=1):
            at = at[at + further < len(numbers)]
            follows = np.isin(numbers[at + further], self._numbers(word))
            at = at[follows & (places[at + further] == places[at])]
        return places[at]

    def _numbers(self, word: Wanted) -> list[int]:
        found = []
        for text, number in self.sorted_words[bisect_left(self.sorted_words, (word.text, -1)) :]:
            if not text.startswith(word.text) or (not word.stem and text != word.text):
                break
            found.append(number)
        return found

    def _places(self, numbers: Iterable[int]) -> Numbers:
        runs = [self.order[self.starts[number] : self.starts[number + 1]] for number in numbers]
        return np.concatenate(runs) if runs else np.empty(0, np.int64)


def _means(word: str) -> bool:
    return len(word) > 1 and not word.isdigit() and word not in STOP_WORDS and word not in NEGATIONS


# Phrases ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PhraseCount:
    """How many comments hold a phrase, by the class of who wrote them.

    untagged: those among them that mention no theme. promoter_sample, detractor_sample: places of a comment of that
    class that holds it, the first in the order of reading; None where there is none.
    """

    phrase: str
    promoters: int
    passives: int
    detractors: int
    untagged: int
    promoter_sample: int | None
    detractor_sample: int | None

    @property
    def comments(self) -> int:
        return self.promoters + self.passives + self.detractors


@dataclass(frozen=True, slots=True)
class Counted:
    """Phrases by how many comments hold them. kept_from: every phrase of at least so many comments is among them."""

    phrases: tuple[PhraseCount, ...]
    kept_from: int


_SUMS = 4
_NEVER = np.iinfo(np.int64).max


@dataclass(slots=True)
class PhraseCounter:
    """Counts phrases of comments that come in parts; all of one vocabulary."""

    vocabulary: Vocabulary
    read_so_far: int = 0
    _parts: list[tuple[Numbers, Numbers]] = field(default_factory=list)

    def add(self, read: Read, classes: Numbers, untagged: Marks) -> None:
        """classes: PROMOTER, PASSIVE or DETRACTOR of each comment."""
        ends = self.vocabulary.ends()
        for length in range(1, LONGEST + 1):
            keys, comments = _phrases(read, ends, length)
            if len(keys):
                self._parts.append(self._summed(keys, comments, read.count, classes, untagged))
        self.read_so_far += read.count

    def most(self, most: int) -> Counted:
        """The phrases that most comments hold, about so many: all of the same count are kept or none."""
        if not self._parts:
            return Counted((), 1)
        keys, sums = _merged(self._parts)
        counts = sums[:, :3].sum(axis=1)
        kept_from = 1
        if len(keys) > most:
            kept_from = int(np.partition(counts, -most)[-most]) + 1
            kept_from = max(kept_from, 2)
        kept = np.flatnonzero(counts >= kept_from)
        kept = kept[np.argsort(-counts[kept], kind="stable")]
        return Counted(tuple(self._told(keys[kept], sums[kept])), kept_from)

    def _summed(
        self, keys: Numbers, comments: Numbers, count: int, classes: Numbers, untagged: Marks
    ) -> tuple[Numbers, Numbers]:
        """Each phrase once: comments of each class, untagged ones, and the first comments of promoters, detractors."""
        distinct, codes = np.unique(keys, return_inverse=True)
        pairs = np.unique(codes.astype(np.int64) * count + comments)
        codes, comments = np.divmod(pairs, count)
        sums = np.zeros((len(distinct), _SUMS + 2), np.int64)
        sums[:, _SUMS:] = _NEVER
        for column, of_class in enumerate((PROMOTER, PASSIVE, DETRACTOR)):
            sums[:, column] = np.bincount(codes[classes[comments] == of_class], minlength=len(distinct))
        sums[:, 3] = np.bincount(codes[untagged[comments]], minlength=len(distinct))
        for column, of_class in ((_SUMS, PROMOTER), (_SUMS + 1, DETRACTOR)):
            theirs = classes[comments] == of_class
            first, where = np.unique(codes[theirs], return_index=True)
            sums[first, column] = comments[theirs][where] + self.read_so_far
        return distinct, sums

    def _told(self, keys: Numbers, sums: Numbers) -> Iterator[PhraseCount]:
        texts = ["", *self.vocabulary.texts]
        words_of = [((keys >> (_BITS * place)) & (_MOST_WORDS - 1)).tolist() for place in (2, 1, 0)]
        for a, b, c, told in zip(*words_of, sums.tolist(), strict=True):
            phrase = " ".join(texts[word] for word in (a, b, c) if word)
            first, second = (None if place == _NEVER else place for place in told[_SUMS:])
            yield PhraseCount(phrase, told[0], told[1], told[2], told[3], first, second)


def _phrases(read: Read, ends: tuple[Marks, Marks, Marks], length: int) -> tuple[Numbers, Numbers]:
    """The number of every phrase of so many words, and its comment. A word stands for its number and one: none is 0.

    What stands right behind a negation counts only with it: 'not good' holds no 'good'.
    """
    starts = max(len(read.numbers) - length + 1, 0)
    first, last = (read.numbers[:starts], read.numbers[length - 1 :][:starts])
    good = ends[0][first] & ends[1][last] & (read.places[:starts] == read.places[length - 1 :][:starts])
    negated = ends[2][read.numbers[: max(starts - 1, 0)]] & (read.places[: max(starts - 1, 0)] == read.places[1:starts])
    good[1:] &= ~negated
    for further in range(length):
        good &= read.numbers[further:][:starts] < _MOST_WORDS - 1
    at = np.flatnonzero(good)
    keys = np.zeros(len(at), np.int64)
    for further in range(length):
        keys = (keys << _BITS) | (read.numbers[at + further] + 1)
    return keys, read.places[at]


def _merged(parts: Sequence[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    keys = np.concatenate([part[0] for part in parts])
    sums = np.concatenate([part[1] for part in parts])
    distinct, codes = np.unique(keys, return_inverse=True)
    if len(distinct) == len(keys):
        return keys, sums
    merged = np.zeros((len(distinct), sums.shape[1]), np.int64)
    merged[:, _SUMS:] = _NEVER
    for column in range(_SUMS):
        merged[:, column] = np.bincount(codes, weights=sums[:, column], minlength=len(distinct)).astype(np.int64)
    for column in range(_SUMS, _SUMS + 2):
        np.minimum.at(merged[:, column], codes, sums[:, column])
    return distinct, merged
