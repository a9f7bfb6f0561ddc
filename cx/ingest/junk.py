"""Is it a table at all? What a file is by its bytes, never by its name, and how plain its text is."""

from __future__ import annotations

import codecs
import hashlib
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from cx.domain.errors import BadFile

BLOCK = 4 << 20
LARGEST_UNPACKED = 8 << 30
LARGEST_RATIO = 300
"""Bytes out per byte in beyond which a gzip file is a bomb; exports of answers pack 5 to 50 times."""
LARGEST_WORKBOOK = 1 << 30

ODD_BLANKS = (b"\xc2\xa0", b"\xe2\x80\x8b", b"\xef\xbb\xbf")
"""No-break space, zero-width space and byte order mark, in UTF-8."""

NOT_TABLES: tuple[tuple[bytes, str], ...] = (
    (b"%pdf", "a PDF document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
    (b"<", "a web page or an XML document"),
    (b"{\\rtf", "a text document"),
    (b"{", "JSON"),
    (b"[{", "JSON"),
    (b"[[", "JSON"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif8", "a picture"),
    (b"\x7felf", "a program"),
    (b"sqlite format 3", "a database"),
    (b"mime-version:", "a web archive or a mail"),
    (b"begin:v", "a calendar or an address book"),
    (b"version https://git-lfs", "a pointer to a file that was not fetched"),
    (b"insert into ", "a dump of a database"),
    (b"create table ", "a dump of a database"),
    (b"%!ps", "a PostScript document"),
)
CONTROL = frozenset({*range(1, 9), *range(14, 27), *range(28, 32)})
"""Bytes that no text begins with; zero bytes are looked at elsewhere, because UTF-16 has them."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """One pass over a file.

    sha256: of the bytes as they are. newlines, returns: counts of LF and CR. utf8: decodes as UTF-8 throughout.
    ends_open: the last line has no line end. nuls: zero bytes. tabs, odd_blanks: it has tabs, or other blanks than
    spaces beyond ASCII.
    """

    sha256: str
    size: int
    newlines: int
    returns: int
    nuls: int
    utf8: bool
    ends_open: bool
    tabs: bool
    odd_blanks: bool

    @property
    def lines(self) -> int:
        """Physical lines of a file whose line end is LF or CR LF."""
        return self.newlines + self.ends_open


def measure(path: Path) -> Bytes:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    size = newlines = returns = nuls = 0
    utf8, last, tabs, odd_blanks = True, b"", False, False
    with ThreadPoolExecutor(1) as beside, path.open("rb") as stream:
        sha256 = beside.submit(_sha256, path)  # half of the work, which needs nothing of the other half
        while block := stream.read(BLOCK):
            size += len(block)
            newlines += block.count(b"\n")
            returns += block.count(b"\r") if b"\r" in block else 0  # most have none, which is seen in no time
            nuls += block.count(b"\0") if b"\0" in block else 0
            tabs = tabs or b"\t" in block
            odd_blanks = odd_blanks or (not block.isascii() and any(blank in block for blank in ODD_BLANKS))
            last = block[-1:]
            utf8 = utf8 and _decodes(decoder, block)
    if utf8:
        utf8 = _decodes(decoder, b"", final=True)
    return Bytes(sha256.result(), size, newlines, returns, nuls, utf8, last not in (b"\n", b""), tabs, odd_blanks)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, final: bool = False) -> bool:
    if block.isascii() and not final and decoder.getstate()[0] == b"":
        return True
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def kind_of(path: Path, name: str) -> str:
    """'text', 'gzip', 'excel' or 'parquet' by the first bytes; BadFile for what is no table."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head:
        raise BadFile(f"{name} is empty.")
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head[8:12] == b"DUCK":
        raise BadFile(f"{name} is a database, not a table. Export the answers as CSV or Excel and import that.")
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        _check_workbook(path, name)
        return "excel"
    if head.startswith((b"PK", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18")):
        raise BadFile(f"{name} is an archive. Unpack it and import the file inside.")
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()[:32].lower()
    if start.startswith(b"["):
        start = b"[" + start[1:].lstrip()
    for mark, what in NOT_TABLES:
        if start.startswith(mark):
            raise BadFile(f"{name} is {what}, not a table. Export the answers as CSV or Excel and import that.")
    if not start:
        _refuse_blank(path, name)
    begin = head[:64]
    if 0 not in begin and CONTROL.intersection(begin):
        raise BadFile(f"{name} is no text: it begins with control signs. Export the answers as CSV or Excel.")
    return "text"


def _refuse_blank(path: Path, name: str) -> None:
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            if block.removeprefix(codecs.BOM_UTF8).strip():
                return
    raise BadFile(f"{name} holds only blank lines.")


def _check_workbook(path: Path, name: str) -> None:
    """Refuse an archive that is no workbook, and one that unpacks to more than a workbook holds."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as broken:
        raise BadFile(f"{name} is a damaged Excel file.") from broken
    if not any(member.filename.startswith(("xl/", "content.xml")) for member in members):
        raise BadFile(f"{name} is an archive, not a workbook. Unpack it and import the file inside.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_WORKBOOK:
        raise BadFile(f"{name} unpacks to {unpacked / (1 << 30):.1f} GB. Save the answers as CSV and import that.")


def unpack(path: Path, target: Path, name: str) -> None:
    """Decompress a gzip file, block by block, up to a bound."""
    done, packed = 0, path.stat().st_size
    decompressor, begun = zlib.decompressobj(31), True
    try:
        with path.open("rb") as source, target.open("wb") as out:
            while block := source.read(1 << 20):
                begun = True
                while block:
                    plain = decompressor.decompress(block, BLOCK)
                    done += len(plain)
                    if done > LARGEST_UNPACKED or (done > (64 << 20) and done > LARGEST_RATIO * packed):
                        raise BadFile(
                            f"{name} unpacks to more than {done / (1 << 30):.1f} GB; it was not read further."
                        )
                    out.write(plain)
                    block = decompressor.unconsumed_tail
                    if decompressor.eof:
                        block = decompressor.unused_data.lstrip(b"\0")
                        decompressor, begun = zlib.decompressobj(31), bool(block)
    except zlib.error as broken:
        raise BadFile(f"{name} is a damaged gzip file.") from broken
    if begun:
        raise BadFile(f"{name} is a damaged gzip file: its end is missing.")
    if done == 0:
        raise BadFile(f"{name} is empty once unpacked.")
