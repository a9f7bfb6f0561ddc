"""The council's tables refuse what cannot be true together."""

from __future__ import annotations

from pathlib import Path

import pytest

from cx.domain.council import Outcome
from cx.domain.errors import BadFile
from cx.ingest.maintained import load
from cx.store import council
from cx.store.opening import Store

MEMBERS = "member_id,name,seat,since,until\n"
ACTIONS = "action_id,meeting_id,title,owner,due_on,status,closed_on\n"


def given(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(empty_store: Store, tmp_path: Path) -> Store:
    load(empty_store, "meetings", given(tmp_path, "meeting_id,title,held_on\nq4,Council,2026-12-08\n"))
    return empty_store


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("council_members", f"{MEMBERS}a,Ana,chair,,\nb,Ben,chair,,\n", "one person chairs"),
        ("council_members", f"{MEMBERS}a,Ana,,2026-02-01,2026-01-01\n", "until is before since"),
        ("council_members", f"{MEMBERS[:-1]},unit_id\na,Ana,,,,moon\n", "not among the org_units"),
        ("accountable_leaders", "area,name,confirmed_on\ncustomer_experience,Ana,2026-01-01\n", "somebody's"),
        (
            "decisions",
            "decision_id,meeting_id,title,decision,owner,outcome,money\nd,q4,T,Wait,Ana,deferred,100\n",
            "money is granted only by what is decided",
        ),
        ("actions", f"{ACTIONS}a,q4,T,Ana,2026-12-20,done,\n", "closed_on is missing, and status is done"),
        ("actions", f"{ACTIONS}a,q4,T,Ana,2026-12-20,open,2026-12-19\n", "closed_on is given, and status is open"),
        ("actions", f"{ACTIONS}a,q9,T,Ana,2026-12-20,,\n", "names 'q9', which is not among the meetings"),
        ("agenda_items", "item_id,meeting_id,title,placement\ni,q4,T,top\n", "placement is not one of"),
    ],
)
def test_what_contradicts_itself_or_the_store_refuses_the_file(
    store: Store, tmp_path: Path, table: str, text: str, said: str
) -> None:
    with pytest.raises(BadFile, match=said):
        load(store, table, given(tmp_path, text))


def test_a_new_chair_takes_over_once_the_earlier_one_has_left(store: Store, tmp_path: Path) -> None:
    load(store, "council_members", given(tmp_path, f"{MEMBERS}a,Ana,chair,2026-01-01,\n"))
    load(store, "council_members", given(tmp_path, f"{MEMBERS}a,Ana,chair,2026-01-01,2026-06-30\nb,Ben,chair,,\n"))
    with store.reading() as connection:
        assert [one.name for one in council.members(connection) if one.until is None] == ["Ben"]


def test_blank_cells_stand_for_what_is_usual(store: Store, tmp_path: Path) -> None:
    load(
        store,
        "decisions",
        given(tmp_path, "decision_id,meeting_id,title,decision,owner\nd,q4,People,Fund it,Ana\n"),
    )
    load(store, "actions", given(tmp_path, f"{ACTIONS}a,q4,T,Ana,2026-12-20,,\n"))
    with store.reading() as connection:
        (decision,), (action,) = council.decisions(connection), council.actions(connection)
        (meeting,) = council.meetings(connection)
    assert (decision.outcome, decision.money, action.open, meeting.attended) == (Outcome.DECIDED, None, True, ())
