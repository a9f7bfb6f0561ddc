"""The council's pack as a file: slides that can be edited, or a document."""

from __future__ import annotations

from cx.domain.errors import BadValue
from cx.exports import deck, paper
from cx.reports.pack import Pack

ENDINGS = ("pptx", "docx")


def made(pack: Pack, ending: str) -> bytes:
    """Raises BadValue for any other ending, naming those there are."""
    if ending not in ENDINGS:
        raise BadValue(f"A pack is made as .{' or .'.join(ENDINGS)}, not as .{ending or '(no ending)'}.")
    return deck.slides(pack) if ending == "pptx" else paper.document(pack)
