"""Any table, written in any dialect, comes back exactly as it was or is refused; never something in between."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cx.domain.errors import CxError
from cx.ingest.options import Options
from cx.ingest.reading import stage
from cx.store.staging.reading_back import reopened

NAMES = ("response_id", "responded_at", "score", "comment", "region")
TEXT = st.text(
    st.one_of(st.sampled_from(",;\t|\"'\n =-–é€ñ "), st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))),
    max_size=12,
)
ROWS = st.lists(st.tuples(st.integers(0, 10), TEXT, TEXT), min_size=1, max_size=12)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp1250", "cp850", "mac_roman")
BLANKS = " \t\r\n\xa0\u200b\ufeff"


def request(folder: Path, **options: Any) -> dict[str, Any]:
    return {
        "options": Options.of(scale="0-10", **options).as_request(),
        "remembered": {},
        "scratch": str(folder / "scratch.duckdb"),
        "today": "2026-11-22",
        "zone": "UTC",
        "key": "0" * 64,
    }


def staged(folder: Path) -> list[tuple[Any, ...]]:
    with reopened(folder / "scratch.duckdb") as scratch:
        return scratch.execute("SELECT response_id, score, comment, region FROM staged WHERE reason = 0").fetchall()


@settings(deadline=None, max_examples=60, derandomize=True)  # a code page can always be thought of that another reads
@given(ROWS, st.sampled_from(",;\t|"), st.sampled_from(("\n", "\r\n", "\r")), st.sampled_from(ENCODINGS), st.booleans())
def test_a_table_comes_back_exactly_or_is_refused(
    rows: list[tuple[int, str, str]], delimiter: str, line_end: str, encoding: str, quote_all: bool
) -> None:
    buffer = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerow(NAMES)
    for number, (score, comment, region) in enumerate(rows):
        writer.writerow((f"r{number}", "2024-03-01", score, comment, region))
    try:
        content = buffer.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "answers.in"
        path.write_bytes(content)
        try:
            answer = stage(path, "answers.csv", request(folder), lambda share, doing: None)
        except CxError:
            return
        if "choice" in answer:
            return
        assert answer["checked"]["refused"] == 0
        expected = [(f"r{n}", s, c.strip(BLANKS), r.strip(BLANKS)) for n, (s, c, r) in enumerate(rows)]
        assert staged(folder) == expected


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(("fine", "a\nb", 'say "x"', "a\n\nb")), min_size=2, max_size=10), st.data())
def test_a_refused_row_is_named_by_the_line_on_which_it_starts(comments: list[str], data: st.DataObject) -> None:
    bad = data.draw(st.integers(0, len(comments) - 1))
    text, line = ",".join(NAMES) + "\n", 0
    for number, comment in enumerate(comments):
        if number == bad:
            line = text.count("\n") + 1
        escaped = comment.replace('"', '""')
        text += f'r{number},2024-03-01,{"" if number == bad else 9},"{escaped}",x\n'
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "answers.in").write_text(text)
        answer = stage(folder / "answers.in", "answers.csv", request(folder), lambda share, doing: None)
    assert [refused["line"] for refused in answer["checked"]["first_refused"]] == [line]


def test_lines_hold_in_a_file_that_several_threads_read(tmp_path: Path) -> None:
    """Blocks of such a file are read at once; their rows must still stand in the order of the file."""
    rows = (f"r{n},2024-03-01,{'' if n % 100_000 == 99_999 else n % 11},{'x' * 60},y" for n in range(600_000))
    (tmp_path / "answers.in").write_text("\n".join([",".join(NAMES), *rows]))
    answer = stage(tmp_path / "answers.in", "answers.csv", request(tmp_path), lambda share, doing: None)
    lines = [refused["line"] for refused in answer["checked"]["first_refused"]]
    assert lines == [100_000 * n + 1 for n in range(1, 7)]
    with reopened(tmp_path / "scratch.duckdb") as scratch:
        stood = "SELECT count(*) FROM staged WHERE response_id <> 'r' || rowid"
        assert scratch.execute(stood).fetchone() == (0,)


def test_the_fast_road_and_the_exact_road_agree(tmp_path: Path) -> None:
    rows = "".join(f"r{n},2024-03-{n % 28 + 1:02d},{n % 13 if n % 7 else ''},c{n},x\n" for n in range(500))
    head = ",".join(NAMES) + "\n"
    answers = []
    for name, text in (("fast", head + rows), ("exact", head + rows + 'last,2024-03-01,9,"two\nlines",x\n')):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "answers.in").write_text(text)
        checked = stage(folder / "answers.in", "a.csv", request(folder), lambda share, doing: None)["checked"]
        answers.append((checked["answers"], checked["reasons"], checked["first_refused"], staged(folder)[:300]))
    (fast, *rest), (exact, *others) = answers
    assert exact == fast + 1
    assert rest == others
