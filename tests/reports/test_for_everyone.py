"""The page for everyone tells what is needed and done, and nothing that is not for everyone."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from sqlalchemy import update

from cx.exports import handout
from cx.reports import for_everyone
from cx.reports.for_everyone import ForEveryone
from cx.store import accounts, projects, schema
from cx.store.opening import Store


def test_an_area_says_what_is_needed_and_what_is_being_done_by_whom_and_by_when(demo_store: Store, today: date) -> None:
    page = for_everyone.report(demo_store, today, "region=EMEA")
    assert page.title == "EMEA, Q3 2026"
    assert page.said[0].startswith("In the third quarter")
    assert [heading for heading, _ in page.needs] == [
        "What customers need (asked of everybody, Q3 2026; the most important first)",
        "What partners need (asked of everybody, Q3 2026; the most important first)",
    ]
    assert page.doing
    assert all(one.who for one in page.doing)
    assert any(one.when.startswith("to go live by") for one in page.doing)


def test_every_area_opens_without_embargoed_projects_and_customers_names(demo_store: Store, today: date) -> None:
    with demo_store.reading() as connection:
        secret = [one.name for one in projects.projects(connection) if one.sensitivity == "embargoed"]
        customers = accounts.names(connection)
    pages = [for_everyone.report(demo_store, today, area.key) for area in for_everyone.report(demo_store, today).areas]
    assert len(pages) > 5
    for page in pages:
        told = " ".join(line for _, lines in page.sections for line in lines)
        assert not [name for name in {*secret, *customers} if name in told]


def test_a_project_that_comes_under_embargo_leaves_the_page(demo_store: Store, today: date, tmp_path: Path) -> None:
    store = Store(str(tmp_path / "own.duckdb"))
    shutil.copyfile(demo_store.location, store.location)
    before = for_everyone.report(store, today)
    assert before.doing
    with store.writing() as connection:
        connection.execute(update(schema.projects).values(sensitivity="embargoed"))
    after = for_everyone.report(store, today)
    assert (after.doing, after.done) == ((), ())


def test_a_quarter_that_is_not_over_is_not_told(demo_store: Store) -> None:
    assert for_everyone.report(demo_store, date(2026, 9, 20)).title.endswith("Q2 2026")


def test_an_empty_store_says_what_to_do(empty_store: Store, today: date) -> None:
    assert "first import" in for_everyone.report(empty_store, today).missing


@pytest.fixture
def page() -> ForEveryone:
    return ForEveryone("Łódź, Q3 2026", said=("Клиенты scored us 30.",), note="No secrets.", as_of=date(2026, 11, 22))


def test_word_holds_the_lines_of_the_page(page: ForEveryone) -> None:
    told = [one.text for one in Document(io.BytesIO(handout.docx(page))).paragraphs]
    assert [line for _, lines in page.sections for line in lines] == [
        line for line in told if line in {one for _, lines in page.sections for one in lines}
    ]


def test_a_pdf_is_the_same_each_time_and_carries_its_fonts(page: ForEveryone) -> None:
    made = handout.pdf(page)
    assert made.startswith(b"%PDF-")
    assert b"DejaVuSans" in made
    assert made == handout.pdf(page)
