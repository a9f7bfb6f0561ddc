"""A second corpus, made by an adversary: what a careless reader would load, and must not. See `corpus.Case`."""

from __future__ import annotations

import datetime as dt
import gzip
import io
from typing import Any

from tests.ingest.binary import archive, columns, moments, workbook
from tests.ingest.corpus import HEADER, Case, dated, good, one, scored, table

DAMAGED, SUMMARY, SCORE = "id damaged by a spreadsheet", "a summary line, not an answer", "score not a whole number"
IMPOSSIBLE = "date impossible"


def ids(*names: str) -> bytes:
    """An answer for each id, on days of their own, all of one score."""
    rows = (f"{name},2024-03-{day:02d},9,x\n" for day, name in enumerate(names, 1))
    return (HEADER + "".join(rows)).encode()


def headed(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def book(rows: list[list[Any]], **options: Any) -> bytes:
    """A workbook of one sheet whose moments are cells of dates."""
    import xlsxwriter

    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "d-mmm", **options})
    sheet = made.add_worksheet("A")
    for number, row in enumerate([["response_id", "responded_at", "score"], *rows]):
        sheet.write_row(number, 0, row)
    made.close()
    return buffer.getvalue()


def answers(count: int = 6) -> list[list[Any]]:
    return [[f"r{n}", f"2024-03-0{n + 1}", (0, 9, 10)[n % 3]] for n in range(count)]


QUOTES = (
    Case(
        "a quote that another row closes",
        (HEADER + good(4) + 'a,2024-03-01,9,"never closed\n' + good(5, start=10) + 'b,2024-03-01,9,closed"\n').encode(),
        status=2,
        word="line 6",
    ),
    Case(
        "a quote that opens in an id",
        (HEADER + good(4) + '"a,2024-03-01,9,open\nb,2024-03-01,9,x\nc",2024-03-01,2,also\n').encode(),
        status=2,
        word="quotation mark",
    ),
    Case(
        "the same, where the good rows are wanted",
        (HEADER + good(4) + 'a,2024-03-01,9,"open\nb,2024-03-01,9,x"\n' + good(2, start=20)).encode(),
        (6, 0, 1),
        options={"keep_good": True},
        reasons=("quotation marks do not match",),
        lines=(6,),
    ),
    Case(
        "a quote that nothing closes",
        table(extra='a,2024-03-01,9,"open\n' + good(3, start=20)),
        (9, 0, 1),
        reasons=("quotation marks do not match",),
        lines=(8,),
    ),
    Case(
        "lines within a comment that are no rows", table(extra='a,2024-03-01,9,"one, two\nthree, four, 9"\n'), (7, 0, 0)
    ),
    Case(
        "a line end within the header",
        headed('"response_id","responded_at","score","What\nelse, please?"', "a,2024-03-01,9,x"),
        (1, 0, 0),
    ),
    Case(
        "a header whose quote is never closed",
        b'"response_id,responded_at,score\na,2024-03-01,9\n',
        status=2,
        word="header",
    ),
    Case(
        "quotes escaped by a backslash",
        table(extra='a,2024-03-01,9,"said \\"hi\\", ok"\n'),
        (6, 0, 1),
        reasons=("quotation marks do not match",),
        lines=(8,),
    ),
)

STRUCTURE = (
    Case(
        "half of the rows with another delimiter",
        (HEADER + good(4) + good(3, start=10).replace(",", ";")).encode(),
        (4, 0, 3),
        reasons=("row does not fit the header",),
        lines=(6, 7, 8),
    ),
    Case(
        "single quotes",
        headed("response_id,responded_at,score", *(f"'r{n}','2024-03-0{n}','9'" for n in range(1, 7))),
        status=2,
        word="--keep-good",
    ),
    Case("colons between cells", table().replace(b",", b":"), status=3, word="--map"),
    Case(
        "columns of a fixed width",
        headed("response_id  responded_at  score", "r1  2024-03-01  9"),
        status=3,
        word="--map",
    ),
    Case(
        "a second header of an unknown tool",
        (HEADER + "Response,Open-Ended,Number,Text\n" + good(6)).encode(),
        (6, 0, 1),
        reasons=(IMPOSSIBLE,),
        lines=(2,),
    ),
    Case(
        "a title with delimiters after it",
        ("Report of May,,,\n" + HEADER + good(6)).encode(),
        status=3,
        word="--header-line 2",
    ),
    Case("ten thousand columns", b",".join(b"c%d" % n for n in range(10_000)) + b"\n1\n", status=2, word="columns"),
    Case("one column", b"score\n9\n10\n", status=3, word="--id row-hash"),
    Case("CR CR LF", table().replace(b"\n", b"\r\r\n"), (6, 0, 0)),
    Case(
        "three kinds of line end",
        (HEADER + good(2) + good(2, start=10).replace("\n", "\r\n") + good(2, start=20).replace("\n", "\r")).encode(),
        (6, 0, 0),
    ),
    Case("a zero byte in a comment", table(extra="a,2024-03-01,9,x\0y\n"), status=2, word="zero bytes"),
    Case("a mark within a cell", table(extra="a,2024-03-01,\ufeff9,x\n"), (7, 0, 0)),
    Case("an average below", table(extra="Average,2024-03-31,7,\n"), (6, 0, 1), reasons=(SUMMARY,), lines=(8,)),
    Case("a total with a day", table(extra="Grand Total:,2024-03-31,9,\n"), (6, 0, 1), reasons=(SUMMARY,), lines=(8,)),
)

IDENTITIES = (
    Case(
        "ids that a spreadsheet rounded",
        ids("1.23E+15", "1.23E+15", "1.24e+15", "r4", "r5", "r6", "r7"),
        (4, 0, 3),
        reasons=(DAMAGED,),
        lines=(2, 3, 4),
    ),
    Case(
        "errors of a spreadsheet as ids",
        ids("#REF!", "#####", "r3", "r4", "r5"),
        (3, 0, 2),
        reasons=(DAMAGED,),
        lines=(2, 3),
    ),
    Case("one id for every answer", ids(*["x"] * 8), status=3, word="does not tell answers apart"),
    Case("one id for every answer, as told", ids(*["x"] * 8), (1, 7, 0), options={"map": ["response_id=response_id"]}),
    Case("ids that differ in zeros and case", ids("007", "7", "A", "a"), (4, 0, 0)),
    Case("ids with blanks around", ids("a ", " b", "\u00a0c"), (3, 0, 0)),
    Case(
        "an e-mail address is no id", headed("email,date,score", "a@x.org,2024-03-01,9"), status=3, word="--id row-hash"
    ),
    Case("two columns called id", headed("id,id,responded_at,score", "1,x,2024-03-01,9"), status=3, word="response_id"),
)

SCORES = (
    *(
        one(SCORE, f"a,2024-03-01,{text},x")
        for text in (
            "9 / 10",
            "9 out of 10",
            "9!",
            "~9",
            "'9",
            "=9",
            "0x9",
            "1_0",
            "٩",
            "IX",
            "9pts",
            "½",
            "(9)",
            "9 (was 8)",
            "10+",
            ">9",
            "9. November",
            "1. Januar",
            "5 - May",
            "Oct - 9",
            "8/Dec",
            "9:00",
            "9.99999999999",
            "1.0E+01",
            "Promoter (9-10)",
            "9 9",
        )
    ),
    one("score missing", "a,2024-03-01,NaN,x"),
    one("score outside 0-10", "a,2024-03-01,-2,x"),
    Case("nines with zeros", scored("9.0", "09", "009", "9."), (6, 0, 0)),
    Case(
        "a scale of 1 to 10 by its name",
        headed(
            "response_id,responded_at,How likely to recommend (1-10)?", *(f"r{n},2024-03-01,{n}" for n in range(1, 10))
        ),
        status=3,
        word="--scale 0-10",
    ),
    Case(
        "a scale of stars by its name",
        headed("response_id,responded_at,nps stars", *(f"r{n},2024-03-01,{n}" for n in range(10))),
        status=3,
        word="--scale 0-10",
    ),
)

DATES = (
    *(
        one(IMPOSSIBLE, f"a,{text},9,x")
        for text in (
            "2024-03-01T23:59:60",
            "2024-13-01",
            "2023-02-29",
            "0000-00-00 00:00:00",
            "1 Mar",
            "March 2024",
            "2024Q1",
            "2024-060",
            "1.7092872E9",
            "1709287200000000",
            "２０２４-03-01",
        )
    ),
    one("date before 2000", "a,1403/12/10,9,x"),
    one("date in the future", "a,2567-03-01,9,x"),
    Case("short years behind month names", dated("01-Mar-24", "15-Dec-23"), (6, 0, 0)),
    Case("midnight as 24:00", dated("2024-03-01 24:00:00"), (6, 0, 0)),
    Case(
        "years first beside an order that nothing proves", dated("05/03/2024", "2024-03-13"), status=3, word="--dates"
    ),
    Case("serial numbers in a text", dated("45352"), status=2, word=IMPOSSIBLE),
    Case("half past one in the afternoon, twice over", dated("13:30 PM"), status=2, word=IMPOSSIBLE),
)

FAKES = (
    Case("a web archive", b"MIME-Version: 1.0\nContent-Type: multipart/related\n", status=2, word="web archive"),
    Case("a calendar", b"BEGIN:VCALENDAR\nVERSION:2.0\n", status=2, word="calendar"),
    Case(
        "a pointer to a large file",
        b"version https://git-lfs.github.com/spec/v1\nsize 12\n",
        status=2,
        word="not fetched",
    ),
    Case("a dump of a database", b"INSERT INTO answers (id, score) VALUES (1, 9);\n", status=2, word="dump"),
    Case("a sound", b"ID3\x03" + b"z" * 90, status=2, word="no text"),
    Case("a pickle", b"\x80\x04\x95abc.", status=2, word="no text"),
    Case("lines of JSON", b'{"id": 1, "score": 9}\n{"id": 2, "score": 3}\n', status=2, word="JSON"),
    Case(
        "a web page named .xls",
        b"<table><tr><td>response_id</td></tr></table>",
        status=2,
        word="web page",
        suffix=".xls",
    ),
    Case(
        "a locked workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000,
        status=2,
        word="workbook",
        suffix=".xlsx",
    ),
    Case(
        "a workbook that unpacks to nothing but zeros",
        archive(**{"xl/workbook.xml": "0" * (30 << 20)}),
        status=2,
        word="workbook",
    ),
    Case("a gzip with its end missing", gzip.compress(table(4000))[:-9], status=2, word="gzip", suffix=".gz"),
)

WORKBOOKS = (
    Case(
        "dates that count from 1904",
        book([[n, dt.datetime(2024, 3, n), 9] for n in range(1, 5)], date_1904=True),
        (4, 0, 0),
        suffix=".xlsx",
    ),
    Case(
        "scores that became dates",
        book([*answers(), ["a", "2024-03-01", dt.datetime(2024, 10, 9)]]),
        (6, 0, 1),
        suffix=".xlsx",
        reasons=(SCORE,),
        lines=(8,),
    ),
    Case(
        "scores that are true",
        book([*answers(), ["a", "2024-03-01", True]]),
        (6, 0, 1),
        suffix=".xlsx",
        reasons=(SCORE,),
        lines=(8,),
    ),
    Case(
        "scores shown rounded",
        book([*answers(), ["a", "2024-03-01", 8.6]]),
        (6, 0, 1),
        suffix=".xlsx",
        reasons=(SCORE,),
        lines=(8,),
    ),
    Case(
        "ids of twenty digits",
        book([*answers(), [12345678901234567890, "2024-03-01", 9]]),
        (6, 0, 1),
        suffix=".xlsx",
        reasons=(DAMAGED,),
        lines=(8,),
    ),
    Case(
        "a second sheet that sums up",
        workbook(A=[["response_id", "responded_at", "score"], *answers()], B=[["NPS", 42]]),
        status=3,
        word="--sheet",
        suffix=".xlsx",
    ),
)

PARQUET = (
    Case(
        "Parquet that ends too early",
        columns(response_id=list("abcdef"), responded_at=moments("us"), score=[9] * 6)[:-20],
        status=2,
        word="Parquet",
        suffix=".parquet",
    ),
    Case(
        "Parquet with texts as scores",
        columns(
            response_id=list("abcdef"), responded_at=moments("ms", "UTC"), score=["9", "0", "10", "eight", "9", ""]
        ),
        (4, 0, 2),
        suffix=".parquet",
        reasons=("score missing", SCORE),
        lines=(5, 7),
    ),
)

ADVERSARY = (*QUOTES, *STRUCTURE, *IDENTITIES, *SCORES, *DATES, *FAKES, *WORKBOOKS, *PARQUET)
