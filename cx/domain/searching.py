"""Finding words in what people wrote, whatever their case and accents."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cx.domain import taxonomy
from cx.domain.taxonomy import Wanted, wanted

MOST_TERMS = 8
LONGEST_SEARCH = 100
"""Letters. A longer search is a comment that somebody pasted."""

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_AS_ONE = {"ss": "ß", "ae": "æ", "oe": "œ"}
_TOGETHER = re.compile(rf"{'|'.join(_AS_ONE)}|.")
_ACCENTED = {
    "a": "àáâãäåāăą",
    "c": "çćč",
    "d": "ďđ",
    "e": "èéêëēėęě",
    "g": "ğģ",
    "i": "ìíîïīį",
    "l": "łľ",
    "n": "ñńňņ",
    "o": "òóôõöøōő",
    "r": "řŕ",
    "s": "śšşș",
    "t": "ťțţ",
    "u": "ùúûüūůűų",
    "y": "ýÿ",
    "z": "źżž",
    "'": "\u2019",
}


def folded(text: str) -> str:
    """The text in small letters without accents, each run of white space one space.

    >>> folded("Réponse  TRÈS lente, Straße")
    'reponse tres lente, strasse'
    """
    return " ".join(taxonomy.folded(text).split())


def terms(search: str) -> tuple[str, ...]:
    """What a text must hold, folded: each word, and each phrase in quotation marks, as the beginning of a word.

    >>> terms('Réponse "named  engineer"')
    ('reponse', 'named engineer')
    """
    found = (folded(phrase or word.strip('"')) for phrase, word in _TERM.findall(search[:LONGEST_SEARCH]))
    return tuple(dict.fromkeys(term for term in found if term))[:MOST_TERMS]


def holds(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether every term stands in the text at the beginning of a word."""
    plain = folded(text)
    return all(re.search(rf"(?<!\w){re.escape(term)}", plain) for term in wanted)


def pattern(term: str) -> str:
    """A regular expression (RE2) that finds a folded term in a text as it was written, as `holds` does.

    >>> pattern("né")
    '(?i)(?:^|[^\\\\p{L}\\\\p{N}_])\\\\p{Mn}*[nñńňņ]\\\\p{Mn}*[eèéêëēėęě]\\\\p{Mn}*'
    """
    letters = _letters(folded(term))
    return rf"(?i)(?:^|[^\p{{L}}\p{{N}}_])\p{{Mn}}*{letters}"


def theme_pattern(phrases: Iterable[str]) -> str:
    """A regular expression (RE2) that finds a theme's phrases as `taxonomy.mentions` does; it may find a few more."""
    told = "|".join(r"[^\p{L}\p{N}]+".join(map(_word, wanted(phrase))) for phrase in phrases)
    return rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{told})(?:$|[^\p{{L}}\p{{N}}])"


def _word(word: Wanted) -> str:
    letters = _letters(word.text)
    return rf"{letters}[\p{{L}}\p{{N}}\p{{Mn}}]*" if word.stem else letters


def _letters(text: str) -> str:
    return "".join(map(_written, _TOGETHER.findall(text)))


def _written(letter: str) -> str:
    """Every way to write one folded letter, or two that may be written as one."""
    if letter in _AS_ONE:
        return f"(?:{''.join(map(_written, letter))}|{_AS_ONE[letter]})"
    if letter == " ":
        return r"\s+"
    if letter in _ACCENTED:
        return f"[{letter}{_ACCENTED[letter]}]" + r"\p{Mn}*"
    return re.escape(letter)
