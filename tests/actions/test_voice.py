"""Pinning, consenting, reading as written and taking away: permitted, recorded, and never beyond what may be shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cx.actions import voice
from cx.domain.errors import BadValue, NotPermitted, UnknownName
from cx.domain.quotes import Consent, Reach, Standing
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.domain.slices import EVERYBODY, Slice
from cx.reports import quotes
from cx.reports.verbatims import Search
from cx.reports.view import View
from cx.store import audit, loading
from cx.store.opening import Store
from tests.store.answers import answered, put, put_survey

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
TODAY = date(2026, 11, 22)
SAID = "Support was slow. Call 0171 2345678, then one engineer solved it."
EXECUTIVE = Actor("x-1", frozenset({Role.EXECUTIVE}))
EMPLOYEE = Actor("e-1", frozenset({Role.EMPLOYEE}))
EMEA = View(scope=Slice.of(region="EMEA"))


@pytest.fixture(autouse=True)
def _survey(empty_store: Store) -> None:
    put_survey(empty_store)


@pytest.fixture
def told(empty_store: Store) -> Store:
    put(empty_store, [answered("2026-08-20", 9, region="EMEA", comment=SAID, response_id=f"e{i}") for i in range(8)])
    asia = [answered("2026-08-20", 9, region="Asia", response_id=f"a{i}") for i in range(8)]
    put(empty_store, asia, import_id=2)
    return empty_store


def pin(store: Store, text: str = "Support was slow. …", view: View = EMEA, **more: object) -> None:
    voice.pin(store, SINGLE_USER, view, "e1", text, today=TODAY, at=NOW, **more)  # type: ignore[arg-type]


def entries(store: Store) -> list[tuple[str, str, str]]:
    return [(entry.action, entry.object, entry.result) for entry in audit.entries(store)]


def standing(store: Store) -> list[tuple[Standing, str]]:
    return [(one.standing, one.text) for one in quotes.report(store, TODAY)]


def test_a_quote_is_kept_masked_with_its_group_and_recorded(told: Store) -> None:
    pin(told, SAID, note=" for October ")
    (one,) = quotes.report(told, TODAY)
    assert one.text == "Support was slow. Call [phone], then one engineer solved it."
    assert (one.quote.scope, one.quote.period, one.quote.note) == (EMEA.scope, "2026Q3", "for October")
    assert (one.quote.pinned_by, one.quote.pinned_at, one.score) == ("single user", NOW, 9)
    assert entries(told) == [("pin quote", "s/e1", "done")]


@pytest.mark.parametrize("text", ["Support was fast.", "", "Support was slow. … I love it.", "x" * 700])
def test_only_the_customers_own_words_are_pinned(told: Store, text: str) -> None:
    with pytest.raises(BadValue):
        pin(told, text)
    assert quotes.report(told, TODAY) == ()


def test_what_a_view_does_not_show_cannot_be_pinned_nor_read(told: Store) -> None:
    with pytest.raises(UnknownName):
        pin(told, view=View(scope=Slice.of(region="Asia")))
    with pytest.raises(UnknownName):
        voice.as_written(told, SINGLE_USER, View(scope=Slice.of(region="Asia")), "e1", today=TODAY, at=NOW)
    put(told, [answered("2026-08-20", 1, region="Malta", comment=SAID, response_id="m1")], import_id=3)
    with pytest.raises(UnknownName):
        voice.as_written(told, SINGLE_USER, View(scope=Slice.of(region="Malta")), "m1", today=TODAY, at=NOW)


def test_consent_is_granted_only_with_evidence(told: Store) -> None:
    pin(told)
    quote = quotes.report(told, TODAY)[0].quote
    with pytest.raises(BadValue, match="proves"):
        voice.change_consent(told, SINGLE_USER, quote, Consent.GRANTED, evidence=" ", note="", at=NOW)
    voice.change_consent(told, SINGLE_USER, quote, Consent.GRANTED, evidence="e-mail of 3 Sep", note="", at=NOW)
    changed = quotes.report(told, TODAY)[0].quote
    assert (changed.consent, changed.evidence) == (Consent.GRANTED, "e-mail of 3 Sep")
    voice.unpin(told, SINGLE_USER, quote, at=NOW)
    assert quotes.report(told, TODAY) == ()
    with pytest.raises(UnknownName):
        voice.change_consent(told, SINGLE_USER, quote, Consent.ASKED, evidence="", note="", at=NOW)


@pytest.mark.parametrize(
    ("consent", "inside", "outside"), [(Consent.ASKED, 1, 0), (Consent.GRANTED, 1, 1), (Consent.REFUSED, 0, 0)]
)
def test_a_pack_hears_only_quotes_of_its_group_with_the_consent_it_needs(
    told: Store, consent: Consent, inside: int, outside: int
) -> None:
    pin(told, consent=consent, evidence="form 12")
    with told.reading() as connection:
        for scope, there in ((EVERYBODY, 1), (EMEA.scope, 1), (Slice.of(region="Asia"), 0)):
            assert len(quotes.heard(connection, TODAY, scope, Reach.INSIDE)) == inside * there
            assert len(quotes.heard(connection, TODAY, scope, Reach.OUTSIDE)) == outside * there


def test_a_quote_whose_answer_was_taken_back_disappears_and_says_so(told: Store) -> None:
    pin(told)
    with told.writing() as connection:
        loading.undo(connection, 1, "test", NOW)
    assert standing(told) == [(Standing.GONE, "")]
    assert "taken back or erased" in quotes.report(told, TODAY)[0].reason


def test_a_quote_whose_comment_now_says_something_else_disappears(told: Store) -> None:
    pin(told)
    with told.writing() as connection:
        connection.exec_driver_sql("UPDATE responses SET comment = 'Support was fast.' WHERE response_id = 'e1'")
    assert standing(told) == [(Standing.CHANGED, "")]


def test_a_quote_whose_group_became_too_small_disappears(told: Store) -> None:
    put(told, [answered("2026-08-20", 9, region="Peru", comment=SAID, response_id="p1")], import_id=3)
    put(told, [answered("2026-08-20", 9, region="Peru", response_id=f"q{i}") for i in range(5)], import_id=4)
    view = View(scope=Slice.of(region="Peru"))
    voice.pin(told, SINGLE_USER, view, "p1", "Support was slow. …", today=TODAY, at=NOW)
    assert [one for one, _ in standing(told)] == [Standing.STANDS]
    with told.writing() as connection:
        loading.undo(connection, 4, "test", NOW)
    assert standing(told) == [(Standing.HIDDEN, "")]


def test_reading_as_written_is_for_the_cx_leader_and_recorded(told: Store) -> None:
    assert voice.as_written(told, SINGLE_USER, EMEA, "e1", today=TODAY, at=NOW) == SAID
    with pytest.raises(NotPermitted):
        voice.as_written(told, EXECUTIVE, EMEA, "e1", today=TODAY, at=NOW)
    assert entries(told) == [("read personal data", "s/e1", "refused"), ("read personal data", "s/e1", "done")]


def test_taking_comments_away_is_recorded_and_masked(told: Store) -> None:
    table = voice.taken_away(told, EXECUTIVE, EMEA, Search(), today=TODAY, at=NOW)
    assert len(table.rows) == 8
    assert "0171" not in repr(table)
    with pytest.raises(NotPermitted):
        voice.taken_away(told, EMPLOYEE, EMEA, Search(), today=TODAY, at=NOW)
    assert [(action, result) for action, _, result in entries(told)] == [
        ("export comments", "refused"),
        ("export comments", "done"),
    ]


def test_only_those_who_may_pin_do(told: Store) -> None:
    with pytest.raises(NotPermitted):
        voice.pin(told, EXECUTIVE, EMEA, "e1", "Support was slow. …", today=TODAY, at=NOW)
    assert quotes.report(told, TODAY) == ()
