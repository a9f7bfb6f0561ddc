"""Letters that a PDF's own font lacks: a font of this machine that has them, else a sign that something is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

MISSING = "[…]"
MOST_FONTS = 4
"""Further fonts that are looked for: a page in more scripts than that is told to be incomplete."""
_MOST_TRIED = 200
_SUFFIXES = (".ttf", ".otf", ".ttc")
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts",
            "/System/Library/Fonts", "C:/Windows/Fonts")  # fmt: skip
_JOINED = re.compile("[\u0600-\u07ff\u0840-\u10ff\u1780-\u18af\ua800-\ua8ff\ua980-\uaadf\ufb50-\ufdff\ufe70-\ufefc]")
"""Scripts whose letters change shape or place beside one another, from Arabic and Devanagari to Khmer. A PDF made
letter by letter would write them wrong. Georgian, from U+10A0, is not one of them."""

Search = Callable[[str], Iterable[Path]]
"""Font files that may have a letter."""


@dataclass(frozen=True, slots=True)
class Letters:
    """fonts: files that are needed beside the PDF's own. lost: letters that no font writes as they should be."""

    fonts: tuple[Path, ...] = ()
    lost: frozenset[str] = frozenset()

    def written(self, text: str) -> str:
        """The text with a sign in place of each run of letters that are lost."""
        if not self.lost:
            return text
        lost = "".join(re.escape(letter) for letter in sorted(self.lost))
        return re.sub(rf"[{lost}](?:[\s{lost}]*[{lost}])?", MISSING, text)


def letters(texts: Iterable[str], own: Collection[int], search: Search | None = None) -> Letters:
    """What it takes to write these texts. own: code points that the PDF's own font has."""
    used = {letter for text in texts for letter in text if not letter.isspace()}
    joined = {letter for letter in used if _JOINED.match(letter) and not "\u10a0" <= letter <= "\u10ff"}
    wanted = {letter for letter in used - joined if ord(letter) not in own and not _is_silent(letter)}
    fonts: list[Path] = []
    tried: set[str] = set()
    while (left := sorted(wanted - tried)) and len(fonts) < MOST_FONTS:
        tried.add(left[0])
        for file in islice((search or on_this_machine)(left[0]), _MOST_TRIED):
            if had := {letter for letter in wanted if ord(letter) in covered(file)}:
                fonts.append(file)
                wanted -= had
                break
    return Letters(tuple(fonts), frozenset(wanted | joined))


def on_this_machine(letter: str) -> Iterator[Path]:
    """Fonts that have a letter: those that fontconfig names, else every font in the usual folders."""
    listing = shutil.which("fc-list")
    if listing:
        asked = [listing, f":charset={ord(letter):x}", "--format=%{file}\n"]
        found = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=False)
        files: Sequence[Path] = [Path(line) for line in found.stdout.splitlines()]
    else:
        folders = (Path(folder).expanduser() for folder in _FOLDERS)
        files = [file for folder in folders if folder.is_dir() for file in folder.rglob("*")]
    yield from sorted(file for file in set(files) if file.suffix.lower() in _SUFFIXES)


@lru_cache(maxsize=32)
def covered(file: Path) -> frozenset[int]:
    """The code points that a font has; none where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError  # comes with the PDF writer

    try:
        with file.open("rb") as opened, TTFont(opened, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):
        return frozenset()


def _is_silent(letter: str) -> bool:
    """Signs that are not seen: controls, and those that steer what stands beside them."""
    return unicodedata.category(letter) in ("Cc", "Cf") or "\ufe00" <= letter <= "\ufe0f"
