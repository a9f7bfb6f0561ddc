"""A third corpus, made by somebody who had not read the first two: what they found, and what must become of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from tests.ingest.adversary import DAMAGED, IMPOSSIBLE, SCORE, book, headed
from tests.ingest.binary import columns, moments, workbook
from tests.ingest.corpus import HEADER, Case, dated, good, scored, table

BLANK, QUOTATION = "a blank row", "quotation marks do not match"
ENDS = ("9", "8", "7", "5", "Extremely likely", "Not at all likely")


def answered(*scores: object, header: str = "score") -> bytes:
    """As many answers as scores, each on a day of its own month."""
    rows = (f"r{n},2024-03-{n % 28 + 1:02d},{score}" for n, score in enumerate(scores))
    return headed(f"response_id,responded_at,{header}", *rows)


def written(header: list[str], *rows: list[Any], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


ENCODINGS = (
    Case("UTF-32 with its mark", (HEADER + good(6)).encode("utf-32"), (6, 0, 0)),
    Case("UTF-32 the other way round", ("\ufeff" + HEADER + good(6)).encode("utf-32-be"), (6, 0, 0)),
    Case(
        "names with marks that nobody sees",
        headed("\u202eresponse_id,resp\xadonded_at,\u2066score\u2069", "a,2024-03-01,9"),
        (1, 0, 0),
    ),
)

STRUCTURE = (
    Case(
        "commas in every comment of a table with semicolons",
        written(
            ["response_id", "responded_at", "score", "comment"],
            *([f"r{n}", f"2024-03-0{n + 1}", n, "this, that, the other, and more"] for n in range(8)),
            delimiter=";",
        ),
        (8, 0, 0),
    ),
    Case(
        "a table that a spreadsheet saved with the blank rows below it",
        table(extra=",,,\n" * 20),
        (6, 0, 20),
        reasons=(BLANK,),
        lines=tuple(range(8, 18)),
    ),
    Case(
        "blank rows that hold a space",
        workbook(A=[["response_id", "responded_at", "score"], ["r1", "2024-03-01", 9], *[["", "", " "]] * 3]),
        (1, 0, 3),
        suffix=".xlsx",
        reasons=(BLANK,),
        lines=(3, 4, 5),
    ),
    Case(
        "the end of a quotation that opened lines before is no part of an id",
        table(extra='"a,2024-03-01,9,x\nb,2024-03-02,9,"mid" dle\nc",2024-03-03,9,x\n'),
        (6, 0, 3),
        reasons=(QUOTATION,),
        lines=(8, 9, 10),
    ),
    Case("a text document", b"{\\rtf1\\ansi response_id,score\\par 1,9}", status=2, word="a text document"),
)

IDENTITIES = (
    Case(
        "sixteen digits, of which a spreadsheet keeps fifteen",
        workbook(
            A=[["response_id", "responded_at", "score"], ["r1", "2024-03-01", 9], [1234567890123456, "2024-03-02", 9]]
        ),
        (1, 0, 1),
        suffix=".xlsx",
        reasons=(DAMAGED,),
        lines=(3,),
    ),
    Case(
        "floating numbers as ids",
        columns(response_id=[1e2, 101, 102, 103, 104, 1e17], responded_at=moments("ms"), score=[9.0] * 5 + [8.5]),
        (5, 0, 1),
        suffix=".parquet",
        reasons=(DAMAGED,),
        lines=(7,),
    ),
)

SCORES = (
    Case("labelled ends on two lines", scored('"10\nExtremely likely"', '"Not at all likely\n0"', "5"), (6, 0, 0)),
    Case("ends that have only their words", answered(*ENDS * 4), status=3, word="nowhere 10"),
    Case(
        "the same, where the other rows are wanted",
        answered(*ENDS * 3),
        (12, 0, 6),
        options={"keep_good": True},
        reasons=(SCORE,),
        lines=(6, 7, 12, 13, 18, 19),
    ),
    Case(
        "words beside a scale that is whole",
        answered(*[10, 9, 0, 7, 5, "no idea"] * 3),
        (15, 0, 3),
        reasons=(SCORE,),
        lines=(7, 13, 19),
    ),
    Case("yes and no as 1 and 0", answered(*[0, 1] * 6), status=3, word="yes and no"),
    Case("nine zeros and ones prove nothing", answered(*[0, 1, 0] * 3), (9, 0, 0)),
    Case("a scale of 0 to 5", answered(*range(6), *range(6), *range(6), *range(6)), status=3, word="scale of 0 to 5"),
    Case("fewer than twenty low answers prove nothing", answered(*range(6), *range(6), *range(6)), (18, 0, 0)),
)

DATES = (
    Case(
        "a day that is in no order a day proves no order", dated("31/02/2024", "01/03/2024"), status=3, word="--dates"
    ),
    Case("short years behind names of months", dated("8 May 24", '"May 9, 24"', "Jun 10 24"), (6, 0, 0)),
    Case("days as a spreadsheet counts them, in a text", dated("45000"), status=2, word="format the column as a date"),
    Case(
        "dates that a spreadsheet of another country turned round, up to the 12th",
        book(
            [
                ["a", dt.datetime(2024, 5, 3), 9],
                ["b", dt.datetime(2024, 6, 3), 9],
                ["c", "03/25/2024", 9],
                ["d", "03/26/2024", 9],
            ]
        ),
        status=3,
        word="day and month exchanged",
        suffix=".xlsx",
    ),
    Case(
        "the same, where the dates are said to be right",
        book(
            [
                ["a", dt.datetime(2024, 5, 3), 9],
                ["b", dt.datetime(2024, 6, 3), 9],
                ["c", "03/25/2024", 9],
                ["d", "03/26/2024", 9],
            ]
        ),
        (4, 0, 0),
        suffix=".xlsx",
        options={"dates": "mdy"},
    ),
    Case(
        "dates and texts of any day",
        book(
            [
                ["a", dt.datetime(2024, 5, 23), 9],
                ["b", dt.datetime(2024, 6, 3), 9],
                ["c", "03/25/2024", 9],
                ["d", "03/26/2024", 9],
            ]
        ),
        (4, 0, 0),
        suffix=".xlsx",
    ),
    Case(
        "weeks, quarters and years are no days",
        dated("2024-W10-3", "2024Q1", "2024", "2024-03", "2024-03-01", "2024-03-02"),
        status=2,
        word=IMPOSSIBLE,
    ),
)

QUALTRICS = [
    "StartDate",
    "EndDate",
    "Status",
    "Progress",
    "Finished",
    "RecordedDate",
    "ResponseId",
    "Q1_NPS_GROUP",
    "Q1",
]
EXPORTS = (
    Case(
        "Qualtrics whose progress is written 100.0",
        written(
            QUALTRICS,
            ["Anfang", "Ende", "Antworttyp", "Fortschritt", "Fertig", "Aufgezeichnet", "Antwort-ID", "Gruppe", "NPS"],
            [f'{{"ImportId":"{name}"}}' for name in QUALTRICS],
            *(
                ["2024-03-01 08:00:00"] * 2 + ["IP-Adresse", "100.0", "Wahr", "2024-03-01 08:00:00", f"R_{n}", 3, 9 + n]
                for n in range(2)
            ),
            ["2024-03-01 08:00:00"] * 2 + ["IP-Adresse", "50.0", "Falsch", "2024-03-01 08:00:00", "R_9", "", ""],
        ),
        (2, 0, 1),
        reasons=("unfinished answer",),
        lines=(6,),
    ),
)

STRANGERS = (*ENCODINGS, *STRUCTURE, *IDENTITIES, *SCORES, *DATES, *EXPORTS)
