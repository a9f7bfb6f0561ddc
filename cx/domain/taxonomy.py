"""Themes: what a company wants to count in what people write, each by the words and phrases that give it away.

How a phrase matches a comment:

- by whole words, capital or small, with or without accents: 'qualité' also finds 'QUALITE', never 'disqualité';
- a star at the end of a word stands for any ending: 'invoice*' finds 'invoice', 'invoices' and 'invoicing' is found by
  'invoic*'; nothing else is done to words, so that everybody can tell why a comment was counted;
- several words match next to each other, in that order: 'account manager*';
- signs between words count as spaces: 'follow up' finds 'follow-up', and "d'attente" is read as 'd attente'.

What is NOT claimed: that a mention is praise or blame, or that 'no waiting at all' is about something else than
waiting. Which way it points is told by the scores of those who wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cx.domain.errors import BadValue

OR = " | "
"""Between two phrases of one theme, where they stand in one text."""
LONGEST_PHRASE = 5
"""Words."""
SHORTEST_STEM = 3
"""Letters before a star: fewer would find half of the language."""
MOST_THEMES = 60
MOST_PHRASES = 400
LONGEST_NAME = 60

_WORD = re.compile(r"[^\W_]+")
_THEME_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPELLED = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "\u2019": "'"})


@dataclass(frozen=True, slots=True)
class Theme:
    """theme_id: small letters, digits and dashes. phrases: as people wrote them; see the rules above.

    Raises BadValue for a name or a phrase that cannot be one, in words.
    """

    theme_id: str
    name: str
    phrases: tuple[str, ...]

    def __post_init__(self) -> None:
        if not _THEME_ID.fullmatch(self.theme_id):
            raise BadValue(
                f"'{self.theme_id}' is no id of a theme. Write small letters, digits and dashes: late-reply."
            )
        if not 0 < len(self.name.strip()) <= LONGEST_NAME:
            raise BadValue(f"A theme has a name of 1 to {LONGEST_NAME} letters.")
        if len(self.phrases) > MOST_PHRASES:
            raise BadValue(f"'{self.name}' has {len(self.phrases)} phrases; at most {MOST_PHRASES} are counted.")
        for phrase in self.phrases:
            wanted(phrase)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a phrase. text: folded. stem: whether any ending will do."""

    text: str
    stem: bool


def words(text: str) -> list[str]:
    """The words of a text in small letters, in their order; digits are words too.

    >>> words("L'accueil était PARFAIT, follow-up: none!")
    ['l', 'accueil', 'était', 'parfait', 'follow', 'up', 'none']
    """
    return _WORD.findall((text if text.isascii() else unicodedata.normalize("NFC", text)).lower())


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """A word in small letters without accents: what is compared. Letters of fancy alphabets become plain ones first.

    >>> folded("Größe"), folded("cœur"), folded("𝕬")
    ('grosse', 'coeur', 'a')
    """
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold().translate(_SPELLED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 14)
def wanted(phrase: str) -> tuple[Wanted, ...]:
    """A phrase as the words to look for. Raises BadValue where there is none, or too many.

    >>> [(word.text, word.stem) for word in wanted("Lieferung* zu spät")]
    [('lieferung', True), ('zu', False), ('spat', False)]
    """
    found: list[Wanted] = []
    for piece in phrase.split():
        stem = piece.endswith("*")
        parts = words(piece)
        found += [Wanted(folded(part), stem and place == len(parts) - 1) for place, part in enumerate(parts)]
    if not found:
        raise BadValue(f"'{phrase}' holds no word to look for.")
    if len(found) > LONGEST_PHRASE:
        raise BadValue(f"'{phrase}' has {len(found)} words; a phrase has at most {LONGEST_PHRASE}.")
    for word in found:
        if word.stem and len(word.text) < SHORTEST_STEM:
            raise BadValue(f"'{phrase}' would find too much: write at least {SHORTEST_STEM} letters before a star.")
    return tuple(found)


def mentions(theme: Theme, text: str) -> bool:
    """Whether a text mentions a theme; for one text, as an example. Many are read by `cx.domain.reading`."""
    said = [folded(word) for word in words(text)]
    return any(_found(wanted(phrase), said) for phrase in theme.phrases)


def covers(themes: Iterable[Theme], phrase: str) -> bool:
    """Whether a text that is nothing but this phrase would count for one of the themes."""
    return any(mentions(theme, phrase) for theme in themes)


def _found(looked_for: Sequence[Wanted], said: Sequence[str]) -> bool:
    ends = len(said) - len(looked_for) + 1
    return any(
        all(_is(word, said[start + place]) for place, word in enumerate(looked_for)) for start in range(max(ends, 0))
    )


def _is(word: Wanted, said: str) -> bool:
    return said.startswith(word.text) if word.stem else said == word.text


def split_phrases(text: str) -> tuple[str, ...]:
    """Phrases out of one text, parted by |, commas or lines; each once, in their order.

    >>> split_phrases("invoice* | bill*,  Bill*\\nfacture*")
    ('invoice*', 'bill*', 'facture*')
    """
    once: dict[tuple[Wanted, ...], str] = {}
    for piece in re.split(r"[|,;\n]", text):
        phrase = " ".join(piece.split())
        if phrase:
            once.setdefault(wanted(phrase), phrase)
    return tuple(once.values())


def id_for(name: str, taken: Iterable[str]) -> str:
    """An id made from a name, other than those taken.

    >>> id_for("Délai d'attente", ["prix"])
    'delai-d-attente'
    """
    base = "-".join(folded(word) for word in words(name) if folded(word).isascii())[:40].strip("-") or "theme"
    known, number, found = set(taken), 2, base
    while found in known:
        found, number = f"{base}-{number}", number + 1
    return found
