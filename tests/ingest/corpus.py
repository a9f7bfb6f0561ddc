"""Small hostile files, each with what must become of it, derived from how it was made.

`Case.expected` is the counts of rows (accepted, duplicates, rejected), or the exit status with a word of the message.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import Any

from tests.ingest.binary import archive, columns, damaged_workbook, legacy_workbook, moments, workbook

HEADER = "response_id,responded_at,score,comment\n"


@dataclass(frozen=True, slots=True)
class Case:
    """One file. name: what it tries. content: its bytes. suffix: how its holder named it. options: as on a command
    line. counts: (accepted, duplicates, rejected), or None where it is refused with `status` and `word` in the message.
    reasons: exactly those of the refused rows. lines: of the refused rows, in order."""

    name: str
    content: bytes
    counts: tuple[int, int, int] | None = None
    status: int = 0
    word: str = ""
    suffix: str = ".csv"
    options: dict[str, Any] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


def good(rows: int, *, start: int = 1) -> str:
    """Answers that any reader accepts; scores 9, 10, 0, 9, 10, 0 …"""
    return "".join(f"r{n},2024-03-{n % 28 + 1:02d},{(0, 9, 10)[n % 3]},fine\n" for n in range(start, start + rows))


def table(rows: int = 6, extra: str = "") -> bytes:
    return (HEADER + good(rows) + extra).encode()


def scored(*scores: str) -> bytes:
    """Six answers whose scores are written in these ways, in turn."""
    return (HEADER + "".join(f"r{n},2024-03-0{n + 1},{scores[n % len(scores)]},x\n" for n in range(6))).encode()


def dated(*dates: str) -> bytes:
    """Six answers whose dates are written in these ways, in turn."""
    return (HEADER + "".join(f"r{n},{dates[n % len(dates)]},{(0, 9, 10)[n % 3]},x\n" for n in range(6))).encode()


def one(reason: str, row: str, **options: Any) -> Case:
    """Six good rows and one that is refused for one reason, on line 8."""
    return Case(f"{reason}: {row}", table(extra=row + "\n"), (6, 0, 1), reasons=(reason,), lines=(8,), options=options)


REFUSED_ROWS = (
    one("id missing", ",2024-03-01,9,x"),
    one("id missing", "   ,2024-03-01,9,x"),
    one("date missing", "a,,9,x"),
    one("date impossible", "a,2024-02-30,9,x"),
    one("date impossible", "a,yesterday,9,x"),
    one("date before 2000", "a,1999-12-31,9,x"),
    one("date in the future", "a,2031-01-01,9,x"),
    one("score missing", "a,2024-03-01,,x"),
    one("score missing", "a,2024-03-01,N/A,x"),
    one("score not a whole number", 'a,2024-03-01,"8,5",x'),
    one("score not a whole number", "a,2024-03-01,8.5,x"),
    one("score not a whole number", "a,2024-03-01,8/10,x"),
    one("score not a whole number", "a,2024-03-01,8-9,x"),
    one("score not a whole number", "a,2024-03-01,nine,x"),
    one("score not a whole number", "a,2024-03-01,1e1,x"),
    one("score outside 0-10", "a,2024-03-01,11,x"),
    one("score outside 0-10", "a,2024-03-01,-1,x"),
    one("score outside 0-10", "a,2024-03-01,99999999999999999999999,x"),
    one("id missing", "N/A,2024-03-01,9,x"),
    one("date impossible", "a,2024-03-01T10:00:00+99:99,9,x"),
    one("date impossible", "a,2024/05/14 12:10:00 PM CST,9,x"),
    one("date impossible", "a,45413,9,x"),
    one("date impossible", "a,05032024,9,x"),
    one("date impossible", "a,2024-W10,9,x"),
    one("date before 2000", "a,0999-01-01,9,x"),
    one("score not a whole number", "a,2024-03-01,9-Oct,x"),
    one("score not a whole number", "a,2024-03-01,08-août,x"),
    one("score not a whole number", "a,2024-03-01,9. Okt,x"),
    one("score not a whole number", 'a,2024-03-01,"1,000",x'),
    one("score not a whole number", "a,2024-03-01,A-1,x"),
    one("score not a whole number", "a,2024-03-01,9 - ext 3,x"),
    one("score not a whole number", "a,2024-03-01,9-10 (Promoter),x"),
    one("score not a whole number", "a,2024-03-01,90%,x"),
    one("score not a whole number", "a,2024-03-01,９,x"),
    one("score not a whole number", "a,2024-03-01,TRUE,x"),
    one("row does not fit the header", "a,2024-03-01,9"),
    one("row does not fit the header", "a,2024-03-01,9,x,y"),
    one("quotation marks do not match", 'a,2024-03-01,9,"x" y'),
    one("quotation marks do not match", 'a,2024-03-01,9,"x'),
)

ACCEPTED = (
    Case("plain", table(), (6, 0, 0)),
    Case("no line end at the end", table()[:-1], (6, 0, 0)),
    Case("CR LF", table().replace(b"\n", b"\r\n"), (6, 0, 0)),
    Case("bare CR", table().replace(b"\n", b"\r"), (6, 0, 0)),
    Case("blank lines between rows", table().replace(b"\nr3", b"\n\n\nr3"), (6, 0, 0)),
    Case("UTF-8 with a mark", b"\xef\xbb\xbf" + table(), (6, 0, 0)),
    Case("UTF-16", table().decode().encode("utf-16"), (6, 0, 0)),
    Case("UTF-16 without a mark", table().decode().encode("utf-16-le"), (6, 0, 0)),
    Case(
        "Windows-1252",
        table().replace(b"fine", "très déçu".encode("cp1252")),
        (6, 0, 0),
    ),
    Case("semicolons", table().replace(b",", b";"), (6, 0, 0)),
    Case("tabs", table().replace(b",", b"\t"), (6, 0, 0), suffix=".txt"),
    Case("pipes", table().replace(b",", b"|"), (6, 0, 0)),
    Case("gzip", gzip.compress(table()), (6, 0, 0), suffix=".csv.gz"),
    Case(
        "a cell of many lines",
        table(extra='a,2024-03-01,9,"one\ntwo\n\nfour"\nb,,9,x\n'),
        (7, 0, 1),
        reasons=("date missing",),
        lines=(12,),
    ),
    Case("quotes in a cell", table(extra='a,2024-03-01,9,"said ""good"", twice"\n'), (7, 0, 0)),
    Case("9.0, 09 and +9 are 9", table(extra="a,2024-03-01,9.0,x\nb,2024-03-01,09,x\nc,2024-03-01,+9,x\n"), (9, 0, 0)),
    Case(
        "labels at the ends",
        table(extra="a,2024-03-01,10 - Extremely likely,x\nb,2024-03-01,0 – Not likely,x\n"),
        (8, 0, 0),
    ),
    Case("blanks around values", table(extra=" a , 2024-03-01 ,\t9\t,\u00a0x\n".encode().decode()), (7, 0, 0)),
    Case("the same row again", table(extra="r1,2024-03-02,9,fine\n"), (6, 1, 0)),
    Case(
        "one id, two scores",
        table(extra="a,2024-03-01,9,x\na,2024-03-01,2,x\n"),
        (6, 0, 2),
        reasons=("id twice with different scores",),
        lines=(8, 9),
    ),
    Case("names in capitals", table().replace(b"response_id", b"RESPONSE ID").replace(b"score", b" Score "), (6, 0, 0)),
    Case("moments with a zone", table(extra="a,2024-03-01T10:00:00Z,9,x\nb,2024-03-01T10:00:00+0200,9,x\n"), (8, 0, 0)),
    Case("seconds since 1970", table(extra="a,1709287200,9,x\nb,1709287200000,9,x\n"), (8, 0, 0)),
    Case(
        "named months",
        table(extra='a,Sat Jun 15 2024,9,x\nb,"Jun 15, 2024 3:04 PM",9,x\nc,15 June 2024,9,x\n'),
        (9, 0, 0),
    ),
    Case(
        "a day after the twelfth proves the order", table(extra="a,25/03/2024,9,x\nb,04/03/2024 10:15,9,x\n"), (8, 0, 0)
    ),
    Case("the order as told", table(extra="a,03/04/24,9,x\n"), (7, 0, 0), options={"dates": "mdy"}),
    Case("commented lines above the header", b"# Answers, one a row\n" + table(), (6, 0, 0)),
    Case("Excel's hint of the delimiter", b"sep=;\n" + table().replace(b",", b";"), (6, 0, 0)),
    Case("a title and its header line", b"Our survey\n" + table(), (6, 0, 0), options={"header_line": 2}),
    Case(
        "a region called NA",
        b"response_id,responded_at,score,region\n" + good(6).replace("fine", "NA").encode(),
        (6, 0, 0),
    ),
    Case(
        "labels after the number",
        scored("Extremely likely (10)", "Likely: 9", "Not likely - 0", "9 - Maybe"),
        (6, 0, 0),
    ),
    Case("German decimals", scored('"9,0"', '"10,00"', "0.000"), (6, 0, 0)),
    Case(
        "clocks of a browser",
        dated("Tue May 14 2024 12:10:00 GMT+0200 (Central European Summer Time)", '"5/14/2024, 3:04:05\u202fPM"'),
        (6, 0, 0),
    ),
    Case("clocks of mail", dated('"Tue, 14 May 2024 12:10:00 GMT"', '"Tue, 14 May 2024 12:10:00 +0200"'), (6, 0, 0)),
    Case("clocks with points", dated("14/05/2024 10.15.00", "14/05/2024 10:15:00 a. m."), (6, 0, 0)),
    Case("a year that can be no day", dated("31.12.24", "05.03.24", "24.01.25"), (6, 0, 0)),
    Case("short years first, as told", dated("24-03-05"), (6, 0, 0), options={"dates": "ymd"}),
    Case("two marks at the start", b"\xef\xbb\xbf" * 2 + table(), (6, 0, 0)),
    Case("UTF-16, the other way round", b"\xfe\xff" + table().decode().encode("utf-16-be"), (6, 0, 0)),
    Case(
        "one file after the other, mark and header again",
        table() + b"\xef\xbb\xbf" + HEADER.encode() + good(3, start=20).encode(),
        (9, 0, 1),
        reasons=("date impossible",),
        lines=(8,),
    ),
    Case("a delimiter at every line's end", table().replace(b"\n", b",\n"), (6, 0, 0)),
    Case("semicolons in comments", table().replace(b"fine", b"a;b;c;d;e;f"), (6, 0, 0)),
    Case(
        "totals below",
        table(extra="Total,,6,\nGenerated by a tool\n"),
        (6, 0, 2),
        reasons=("row does not fit the header", "a summary line, not an answer"),
        lines=(8, 9),
    ),
    Case("ids that differ in zeros", b"response_id,responded_at,score\n007,2024-03-01,9\n7,2024-03-01,0\n", (2, 0, 0)),
    Case("right to left, and faces", table().replace(b"fine", "خدمة سيئة \u202e 👍🏽".encode()), (6, 0, 0)),
    Case(
        "a workbook named .csv",
        workbook(A=[["response_id", "responded_at", "score"], ["r1", "2024-03-01", 9]]),
        (1, 0, 0),
    ),
    Case("two gzips in a row", gzip.compress(table()) + gzip.compress(good(3, start=50).encode()), (9, 0, 0)),
    Case("a comment of a million characters", table(extra=f"a,2024-03-01,9,{'x' * 1_000_001}\n"), (7, 0, 0)),
    Case(
        "days as serial numbers of a workbook",
        workbook(A=[["response_id", "responded_at", "score"], *([n, 45413.5, "9"] for n in range(3))]),
        (3, 0, 0),
        suffix=".xlsx",
    ),
    Case(
        "gaps in a workbook that begins elsewhere",
        workbook(
            A=[
                [],
                [],
                ["", "response_id", "responded_at", "score"],
                [],
                ["", 7, "2024-03-01", ""],
                ["", 8, "2024-03-01", 9],
            ]
        ),
        (1, 0, 1),
        suffix=".xlsx",
        reasons=("score missing",),
        lines=(5,),
    ),
    Case(
        "Parquet of typed columns",
        columns(
            response_id=list(range(6)),
            responded_at=moments("us", "America/New_York"),
            score=[9.0, 0.0, 10.0, 9.0, None, 8.5],
        ),
        (4, 0, 2),
        suffix=".parquet",
        reasons=("score missing", "score not a whole number"),
        lines=(6, 7),
    ),
    Case(
        "Parquet with a column of DuckDB's own name",
        columns(
            response_id=list("abcdef"), responded_at=moments("ns"), score=list("901989"), file_row_number=list("123456")
        ),
        (6, 0, 0),
        suffix=".parquet",
    ),
    Case(
        "Parquet",
        columns(response_id=list("abcdef"), responded_at=["2024-03-01"] * 6, score=[9, 0, 10, 9, 0, 10]),
        (6, 0, 0),
        suffix=".parquet",
    ),
    Case(
        "a workbook of Excel 97",
        legacy_workbook([["response_id", "responded_at", "score"], ["r1", "2024-03-01", 9], ["r2", 45413.5, 0]]),
        (2, 0, 0),
        suffix=".xls",
    ),
    Case("formulas in cells", table(extra="a,2024-03-01,9,=cmd|' /C calc'!A0\n"), (7, 0, 0)),
)

REFUSED = (
    Case("empty", b"", status=2, word="empty"),
    Case("only blanks", b" \n\n \n", status=2, word="blank"),
    Case("only a header", HEADER.encode(), status=2, word="no rows"),
    Case("no header", good(6).encode(), status=2, word="header"),
    Case("zero bytes", b"a,b\0c,d\n\0\0\n" * 40, status=2, word="zero bytes"),
    Case("a web page", b"<!DOCTYPE html><html><body>Sign in</body></html>", status=2, word="web page"),
    Case("JSON", b'[{"response_id": "r1", "score": 9}]', status=2, word="JSON"),
    Case("JSON over several lines", b'[\n  {"response_id": "r1", "score": 9}\n]', status=2, word="JSON"),
    Case("a DuckDB database", b"\x01" * 8 + b"DUCK" + b"\0" * 100, status=2, word="a database"),
    Case("half a character at the end", table().decode().encode("utf-16")[:-1], status=2, word="utf-16"),
    Case("UTF-8 called UTF-16", table(), status=2, word="not utf-16", options={"encoding": "utf-16"}),
    Case("scores in words", scored("nine", "ten"), status=2, word="whole number"),
    Case("scores as half points", scored("8.5", "9.5"), status=2, word="whole number"),
    Case("scores as classes", scored("Promoter", "Passive"), status=2, word="whole number"),
    Case("scores that a spreadsheet made dates of", scored("9-Oct", "7-Aug"), status=2, word="9-Oct"),
    Case("a workbook of which half is there", workbook(A=[["response_id"], ["r1"]])[:900], status=2, word="workbook"),
    Case("a workbook with a sheet cut off", damaged_workbook(), status=2, word="workbook", suffix=".xlsx"),
    Case("a document named .xlsx", archive(**{"word/document.xml": "<x/>"}), status=2, word="not a workbook"),
    Case("a packed file of another kind", b"\x04\x22\x4d\x18\x64\x40\xa7" + b"\x01" * 40, status=2, word="archive"),
    Case("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", status=2, word="PDF"),
    Case("an archive", archive(**{"answers.csv": HEADER}), status=2, word="archive"),
    Case("a broken workbook", b"PK\x03\x04 and nothing else", status=2, word="workbook", suffix=".xlsx"),
    Case("a broken Parquet file", b"PAR1 and nothing else", status=2, word="Parquet"),
    Case("half a gzip", gzip.compress(table(600))[:200], status=2, word="damaged gzip", suffix=".gz"),
    Case("a gzip bomb", gzip.compress(b"0" * (120 << 20)), status=2, word="unpacks", suffix=".gz"),
    Case("a gzip in a gzip", gzip.compress(gzip.compress(table())), status=2, word="packed twice"),
    Case(
        "four hundred and one columns",
        (HEADER[:-1] + "".join(f",c{n}" for n in range(400)) + "\n").encode() + b"a,b\n",
        status=2,
        word="columns",
    ),
    Case("mostly bad", table(2, "a,,9,x\nb,,9,x\nc,,9,x\n"), status=2, word="--keep-good"),
    Case("an unknown column", table(), status=2, word="no column 'Rating'", options={"map": ["score=Rating"]}),
    Case(
        "the wrong encoding",
        table().replace(b"fine", b"\xff\xfe\xfd"),
        status=2,
        word="not utf-8",
        options={"encoding": "utf-8"},
    ),
    Case(
        "no sheet of that name",
        workbook(A=[["response_id"], ["r1"]]),
        status=2,
        word="no sheet",
        suffix=".xlsx",
        options={"sheet": "B"},
    ),
)

ASKED = (
    Case("no date column", b"response_id,score\nr1,9\nr2,0\n", status=3, word="--set responded_at="),
    Case("no id column", b"responded_at,score\n2024-03-01,9\n2024-03-02,0\n", status=3, word="--id row-hash"),
    Case("no score column", b"response_id,responded_at,Rating\nr1,2024-03-01,9\n", status=3, word="--map score="),
    Case(
        "two columns that could be the score",
        b"response_id,responded_at,nps,likely to recommend\nr1,2024-03-01,9,8\n",
        status=3,
        word="--map score=",
    ),
    Case(
        "two columns of one name",
        b"response_id,responded_at,score,score\nr1,2024-03-01,9,8\n",
        status=3,
        word="column 3",
    ),
    Case(
        "a day or a month", (HEADER + "r1,03/04/2024,9,x\nr2,05/06/2024,0,x\n").encode(), status=3, word="--dates dmy"
    ),
    Case("short years first or last", dated("24-03-05", "24-03-06"), status=3, word="--dates ymd"),
    Case("a short year, day and month alike", dated("05/05/24"), status=3, word="--dates ymd"),
    Case(
        "days and months mixed", (HEADER + "r1,25/04/2024,9,x\nr2,04/25/2024,0,x\n").encode(), status=3, word="--dates"
    ),
    Case(
        "a scale of 1 to 5",
        (HEADER + "".join(f"r{n},2024-03-01,{n % 5 + 1},x\n" for n in range(20))).encode(),
        status=3,
        word="--scale 0-10",
    ),
    Case(
        "a scale of 1 to 7",
        (HEADER + "".join(f"r{n},2024-03-01,{n % 7 + 1},x\n" for n in range(20))).encode(),
        status=3,
        word="--scale 0-10",
    ),
    Case(
        "a scale of 0 to 100",
        (HEADER + "".join(f"r{n},2024-03-01,{n * 5},x\n" for n in range(20))).encode(),
        status=3,
        word="--scale 0-10",
    ),
    Case("scores from -100 to 100", scored("-100", "-50", "0", "50", "100"), status=3, word="--scale 0-10"),
    Case("names left blank", table().replace(b"response_id,responded_at", b","), status=3, word="--map response_id="),
    Case("a title of two cells", b"Our survey,May\n\n" + table(), status=3, word="--header-line 3"),
    Case(
        "a column's name twice in Parquet",
        columns(response_id=list("abcdef"), responded_at=moments("us"), score=[9] * 6, score_=[1] * 6),
        status=3,
        word="column 3",
        suffix=".parquet",
    ),
    Case(
        "Japanese in Shift-JIS",
        table().replace(b"fine", "サービスが悪い".encode("shift_jis")),
        status=3,
        word="--encoding",
    ),
    Case(
        "UTF-8 and Windows-1252 in one file",
        table(extra="a,2024-03-01,9,déçu\n") + "b,2024-03-01,9,déçu\n".encode("cp1252"),
        status=3,
        word="--encoding",
    ),
    Case("a title above the header", b"Our survey\n" + table(), status=3, word="--header-line 2"),
    Case(
        "several sheets",
        workbook(A=[["response_id"], ["r1"]], B=[["response_id"], ["r2"]]),
        status=3,
        word="--sheet",
        suffix=".xlsx",
    ),
    Case("Polish in cp1250", table().replace(b"fine", "źle się działo".encode("cp1250")), status=3, word="--encoding"),
    Case("Russian in cp1251", table().replace(b"fine", "очень плохо".encode("cp1251")), status=3, word="--encoding"),
    Case("French in cp850", table().replace(b"fine", "très déçu".encode("cp850")), status=3, word="--encoding"),
    Case("French of a Mac", table().replace(b"fine", "très déçu".encode("mac_roman")), status=3, word="--encoding"),
    Case("German in cp850", table().replace(b"fine", "schön für uns".encode("cp850")), status=3, word="--encoding"),
    Case("Czech in cp1250", table().replace(b"fine", "děkuji, příště".encode("cp1250")), status=3, word="--encoding"),
)

CASES = (*REFUSED_ROWS, *ACCEPTED, *REFUSED, *ASKED)
