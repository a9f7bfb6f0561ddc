"""Which characters a file's bytes are: UTF-8 and UTF-16 prove themselves, a code page only by plausible text.

A code page can decode nearly anything, so decoding proves nothing. Windows-1252 is taken unasked only where every
character beyond ASCII is one that Western European text has at that place of a word; else the person is asked.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from cx.domain.errors import BadFile, ChoiceNeeded
from cx.ingest.junk import BLOCK, Bytes

WESTERN: tuple[frozenset[str], ...] = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôùûüÿœ",
        "äöüßéàè",
        "áéíóúüñçïàèò",
        "ãõáâàéêíóôúçü",
        "àèéìíòóùú",
        "åäöéüàæøèêóò",
        "éëïóöüèêáíúçâ",
    )
)
"""Letters of French, German, Spanish and Catalan, Portuguese, Italian, the Nordic languages, Dutch and English."""

WORD_MARKS = frozenset("’'‘·-–")
"""What may stand between two letters of a word."""

FREE_MARKS = frozenset("’‘“”«»–—…€£°§©®™•·¡¿ºª½¼¾²³\xa0´×")
NUMBER_MARKS = frozenset("²³½¼¾ºª°")

SUSPECT = re.compile(
    r"ê\b|œ(?![a-z])|œ[^uidstncefr]|\bè(?=\w)|[ìòù](?=[b-df-hj-np-tv-z]{2}|[aeiou])|õ(?!e|s\b)|ã(?![eo]|s?\b)",
    re.IGNORECASE,
)
"""Letters where no Western word has them, and where other code pages put theirs: Polish siê, goœæ, Czech dìkuji."""

LONE_LETTERS = frozenset("àèéóåö")
"""Accented letters that are words of their own. They prove nothing: another code page may mean another letter."""

EXAMPLES = ("cp1252", "cp1250", "cp1251", "cp850", "mac_roman")


def detect(path: Path, measured: Bytes, asked: str, name: str) -> str:
    """The codec that reads the file.

    asked: what was passed as --encoding, or ''.
    Raises ChoiceNeeded where no reading proves itself, BadFile where the asked one cannot read the file.
    """
    if asked:
        _check(path, asked, name)
        return asked
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):  # the first begins as UTF-16's mark does
        _check(path, "utf-32", name)
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _check(path, "utf-16", name)
        return "utf-16"
    if measured.nuls:
        return _wide(path, head, name)
    if measured.utf8:
        return "utf-8-sig"
    if not is_western(path):
        raise ChoiceNeeded(_question(path, name), tuple(f"--encoding {example}" for example in EXAMPLES))
    return "cp1252"


def _wide(path: Path, head: bytes, name: str) -> str:
    """UTF-16 without a mark: every other byte of plain text is zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.6 * half and others < 0.1 * half:
            _check(path, codec, name)
            return codec
    raise BadFile(f"{name} holds zero bytes: it is no text. Export the answers as CSV or Excel and import that.")


def _check(path: Path, encoding: str, name: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                if "\0" in decoder.decode(block):
                    raise BadFile(f"{name} read as {encoding} holds zero characters: it is no text.")
        decoder.decode(b"", True)
    except UnicodeDecodeError as wrong:
        raise BadFile(
            f"{name} is not {encoding}: byte {wrong.object[wrong.start]:#04x} has no meaning there. "
            "Choose another encoding."
        ) from wrong
    except UnicodeError as wrong:
        raise BadFile(f"{name} is not {encoding}: it does not begin as such a file does.") from wrong


def is_western(path: Path) -> bool:
    """Whether the file, read as Windows-1252, is plausible Western European text throughout."""
    seen: set[str] = set()
    alone: set[str] = set()
    with path.open("rb") as stream:
        for line in stream:
            if line.isascii():
                continue
            try:
                text = line.decode("cp1252")
            except UnicodeDecodeError:
                return False
            if not _plausible(text, seen, alone):
                return False
    return bool(seen or not alone) and any(seen <= letters for letters in WESTERN)


def _plausible(text: str, seen: set[str], alone: set[str]) -> bool:
    """seen, alone: take up the letters found in words, and those that are words of their own."""
    for word in re.findall(r"[^\s,;|\t]*[^\x00-\x7f][^\s,;|\t]*", text):
        if SUSPECT.search(word) or re.search(r"[^\x00-\x7f]{3}", re.sub(r"[«»“”‘’…—–]", " ", word)):
            return False
        for at, character in enumerate(word):
            if character.isascii():
                continue
            if character.isalpha() and character not in "ªº":
                if not _letter_in_place(word, at):
                    return False
                (seen if re.search(r"\w", word.replace(character, "")) else alone).add(character.lower())
            elif not _mark_in_place(word, at):
                return False
    return True


def _letter_in_place(word: str, at: int) -> bool:
    """A capital inside a lower-case word is another code page's letter: 'cafŽ', 'schšn'; so is a letter all alone."""
    character = word[at]
    if not re.search(r"\w", word.replace(character, "")):
        return character.lower() in LONE_LETTERS
    before = word[at - 1] if at else ""
    return not (character.isupper() and before.isalpha() and before.islower())


def _mark_in_place(word: str, at: int) -> bool:
    character = word[at]
    before, after = word[at - 1 : at] or " ", word[at + 1 : at + 2] or " "
    if character not in FREE_MARKS:
        return False
    if before.isalpha() and after.isalpha():
        return character in WORD_MARKS or character in "—…"
    return not (character in NUMBER_MARKS and before.isalpha() and before not in "nNmM")


def _question(path: Path, name: str) -> str:
    sample = _sample(path)
    readings = []
    for example in EXAMPLES:
        try:
            readings.append(f"{example} reads it as '{sample.decode(example)}'")
        except UnicodeDecodeError:
            continue
    shown = "; ".join(readings)
    return (
        f"{name} is neither UTF-8 nor clearly one code page. One of its words: {shown}. Pass the right one, such as "
        "--encoding cp1252, or save the file as UTF-8."
    )


def _sample(path: Path) -> bytes:
    """The first word that is not plain ASCII."""
    with path.open("rb") as stream:
        for line in stream:
            for word in re.findall(rb"[^\s,;|\t\"]*[\x80-\xff][^\s,;|\t\"]*", line):
                return bytes(word[:40])
    return b""
