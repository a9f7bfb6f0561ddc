"""The way of a set of points: nothing that no fact backs is approved, and nobody sees what is not for them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cx.actions import imports, settings
from cx.actions import speaking as actions
from cx.actions.speaking import Written
from cx.domain.approval import Reach, SetKey, Status, Step, reach
from cx.domain.errors import BadValue, NotPermitted, UnknownName
from cx.domain.roles import SINGLE_USER, Actor, Role
from cx.ingest import maintained, responses
from cx.ingest.options import Options
from cx.reports import coverage, speaking
from cx.reports.desk import Desk, How
from cx.store import audit
from cx.store.opening import Store
from tests.copying import copied

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
CX = SINGLE_USER
NORTH = Actor("ann", frozenset({Role.LEADER}), "north")
SOUTH = Actor("ben", frozenset({Role.LEADER}), "south")
LEGAL = Actor("lea", frozenset({Role.LEGAL}))
EXECUTIVE = Actor("eve", frozenset({Role.EXECUTIVE}))
LEADERS = "leader_id,name,title,unit_id,scope\nnorth,Ann,Head,,region=North\nsouth,Ben,Head,,region=South\n"


def load(store: Store, folder: Path, *parts: tuple[str, float, str], name: str = "first") -> None:
    """Answers of a region at a day of a quarter, with a share of promoters."""
    chance = random.Random(7)
    rows = [
        f"{name}{number}-{i},{day},{10 if chance.random() < promoters else 3},{region}"
        for number, (day, promoters, region) in enumerate(parts)
        for i in range(600)
    ]
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["response_id,responded_at,score,region", *rows]) + "\n")
    responses.load(store, path, Options(constants={"survey_id": "relationship"}, scale="0-10"), today=TODAY)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The north fell from about 40 to about 0; the south stayed."""
    folder = tmp_path_factory.mktemp("company")
    store = Store(str(folder / "cx.duckdb"))
    load(store, folder, ("2026-05-10", 0.7, "North"), ("2026-08-10", 0.5, "North"), ("2026-05-10", 0.7, "South"))
    load(store, folder, ("2026-08-10", 0.7, "South"), name="second")
    header = "survey_id,name,kind,provenance,asked_by,question"
    surveys = f"{header}\nrelationship,Survey,relationship,own,us,How likely?\n"
    for table, lines in (("leaders", LEADERS), ("surveys", surveys)):
        path = folder / f"{table}.csv"
        path.write_text(lines)
        assert maintained.load(store, table, path).rejected == 0
    return store


@pytest.fixture
def company(made_once: Store, tmp_path: Path) -> Store:
    return copied(made_once, tmp_path)


def at_desk(
    store: Store, actor: Actor = CX, audience: str = "council", leader: str = "north", at: datetime = AT
) -> Desk:
    found = speaking.report(store, TODAY, reach(actor), at, leader, audience, "2026Q3").desk
    assert found is not None
    return found


def written(desk: Desk, *texts: str) -> Written:
    """The points at the desk, the first ones in other words."""
    said = [(one.fact_id, text) for one, text in zip(desk.working, texts, strict=False)]
    rest = [(one.fact_id, one.text) for one in desk.working[len(texts) :]]
    return Written(desk.leader.leader_id, desk.audience.value, desk.period, (*said, *rest), desk.seen, desk.digest)


def saved(store: Store, actor: Actor = CX, audience: str = "council", *texts: str, leader: str = "north") -> SetKey:
    return actions.save(store, actor, written(at_desk(store, actor, audience, leader), *texts), TODAY, AT)


def take(store: Store, actor: Actor, key: SetKey, step: Step, at: datetime = AT, **more: object) -> None:
    actions.take(store, actor, key, step, TODAY, at, **more)  # type: ignore[arg-type]


def approved(store: Store, audience: str = "council", leader: str = "north") -> SetKey:
    key = saved(store, CX, audience, leader=leader)
    take(store, CX, key, Step.REVIEW)
    take(store, CX, key, Step.APPROVE)
    return key


def status(store: Store, key: SetKey, at: datetime = AT) -> Status:
    found = at_desk(store, CX, key.audience, key.leader_id, at)
    assert found.now is not None
    assert found.now.saved.key == key
    return found.now.status


def test_a_number_that_no_fact_has_is_marked_with_the_nearest_and_blocks_until_it_is_mended(company: Store) -> None:
    desk = at_desk(company)
    true = desk.working[0]
    wrong = true.text.replace("from 43", "from 47")
    assert wrong != true.text
    (mark,) = desk.marks(true.fact_id, wrong)
    assert (mark.text, mark.instead) == ("47", "43")
    assert true.text.startswith(mark.sentence)
    assert mark.mended(wrong) == true.text

    first = actions.save(company, CX, written(desk, wrong), TODAY, AT)
    with pytest.raises(BadValue, match="No fact backs “47”"):
        take(company, CX, first, Step.REVIEW)
    assert status(company, first) is Status.DRAFT

    second = actions.save(company, CX, written(at_desk(company), mark.mended(wrong)), TODAY, AT)
    take(company, CX, second, Step.REVIEW)
    take(company, CX, second, Step.APPROVE)
    assert status(company, second) is Status.APPROVED


def test_a_word_that_no_verdict_backs_is_offered_the_whole_sentence_of_its_fact(company: Store) -> None:
    desk = at_desk(company)
    fact = desk.working[0]
    (mark,) = desk.marks(fact.fact_id, "The best quarter ever said North.")[:1]
    assert (mark.text, mark.instead) == ("best", "")
    assert mark.mended("The best quarter ever said North.") == fact.text.partition(" On balance")[0]


def test_a_fall_that_is_edited_away_is_missed(company: Store) -> None:
    key = saved(company, CX, "council", "North works hard for its customers.")
    with pytest.raises(BadValue, match="Untold: North fell"):
        take(company, CX, key, Step.REVIEW)


def test_every_step_stands_in_the_audit_log_with_who_and_when(company: Store) -> None:
    approved(company)
    found = [(one.action, one.actor, one.object, one.result) for one in reversed(audit.entries(company))]
    object_id = "north council 2026Q3 version 1"
    assert found == [(action, CX.id, object_id, "done") for action in ("save draft", "review draft", "approve draft")]


def test_only_the_cx_leader_approves(company: Store) -> None:
    key = saved(company, NORTH)
    take(company, NORTH, key, Step.REVIEW)
    for actor in (NORTH, LEGAL, EXECUTIVE):
        with pytest.raises(NotPermitted):
            take(company, actor, key, Step.APPROVE)
    assert status(company, key) is Status.REVIEWED
    assert [one.result for one in audit.entries(company)[:3]] == ["refused"] * 3


def test_a_leader_reaches_no_draft_but_their_own(company: Store) -> None:
    key = saved(company, CX)
    with pytest.raises(UnknownName):
        take(company, SOUTH, key, Step.REVIEW)
    with pytest.raises(NotPermitted):
        actions.save(company, SOUTH, written(at_desk(company)), TODAY, AT)
    found = speaking.report(company, TODAY, reach(SOUTH), AT, "north", "council", "2026Q3")
    assert [choice.key for choice in found.leaders] == ["south"]
    assert found.leader == "south"


def test_outside_its_audience_and_before_its_release_a_set_is_nowhere(company: Store) -> None:
    key = approved(company)
    take(company, CX, key, Step.RELEASE, release_at=AT + timedelta(hours=2))
    early = speaking.report(company, TODAY, reach(EXECUTIVE), AT + timedelta(minutes=119), "north", "council", "2026Q3")
    assert early.leaders == ()
    assert early.desk is None
    assert "North" not in repr(early)
    with pytest.raises(UnknownName) as refused:
        take(company, replace(NORTH, leader_id="south"), key, Step.WITHDRAW, reason="x")
    assert "North" not in str(refused.value)
    late = speaking.report(company, TODAY, reach(EXECUTIVE), AT + timedelta(hours=2), "north", "council", "2026Q3")
    assert late.draft is not None
    assert late.draft.status == "released"
    assert late.desk is not None
    assert late.desk.live is None


def test_points_for_outside_wait_for_closed_books_and_for_whom_the_settings_name(company: Store) -> None:
    from cx.actions import closing

    settings.change_while_making(company, {"external_approval": "legal"}, "test")
    key = saved(company, CX, "external")
    assert speaking.report(company, TODAY, reach(LEGAL), AT, "north", "external", "2026Q3").desk is None
    take(company, CX, key, Step.REVIEW)
    found = at_desk(company, LEGAL, "external")
    assert found.now is not None
    assert (found.live, found.leads) == (None, False)
    with pytest.raises(BadValue, match=r"not closed yet.*Legal has not agreed"):
        take(company, CX, key, Step.APPROVE)
    closing.close(company, CX, "2026Q3", TODAY, AT)
    take(company, LEGAL, key, Step.AGREE)
    take(company, CX, key, Step.APPROVE)
    assert status(company, key) is Status.APPROVED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We will win North back.", "looks ahead"),
        ("North is served as Brightloop serves it.", "Brightloop is named"),
        ("Contoso left us in North.", "A customer is named"),
        ("North says “enough”.", "quotation"),
    ],
)
def test_what_an_edited_text_must_not_say_outside_keeps_it_inside(
    company: Store, tmp_path: Path, text: str, reason: str
) -> None:
    for table, line in (("accounts", "account_id,name\na1,Contoso\n"), ("brands", "brand,kind\nBrightloop,entrant\n")):
        (tmp_path / f"{table}.csv").write_text(line)
        maintained.load(company, table, tmp_path / f"{table}.csv")
    said = written(at_desk(company, CX, "external"))
    key = actions.save(company, CX, replace(said, said=(*said.said[:-1], (said.said[-1][0], text))), TODAY, AT)
    take(company, CX, key, Step.REVIEW)
    with pytest.raises(BadValue, match=reason):
        take(company, CX, key, Step.APPROVE)


def test_a_released_set_is_withdrawn_when_the_import_under_it_is_taken_back(company: Store) -> None:
    north, south = approved(company), approved(company, leader="south")
    take(company, CX, north, Step.RELEASE)
    imports.undo(company, SINGLE_USER, 2, AT + timedelta(hours=1))
    later = AT + timedelta(hours=2)
    found = at_desk(company, CX, "council", "south", later).now
    assert found is not None
    assert found.status is Status.WITHDRAWN
    assert found.saved.decisions[-1].reason == "Import 2 was taken back."
    assert status(company, north, later) is Status.WITHDRAWN  # it spoke of the rest of the company, too
    assert south == found.saved.key


def test_a_set_whose_facts_changed_is_stale_and_is_not_released(company: Store, tmp_path: Path) -> None:
    key = approved(company)
    assert at_desk(company).stale == ()
    load(company, tmp_path, ("2026-09-10", 0.1, "North"), name="late")
    found = at_desk(company)
    assert [one.text for one in found.stale][:1] == [found.now.said[0].text] if found.now else False
    assert found.stale[0].now.startswith("North fell from 43 to")
    with pytest.raises(BadValue, match="facts changed"):
        take(company, CX, key, Step.RELEASE)
    covered = coverage.report(company, TODAY, reach(CX), AT, "council", "2026Q3")
    assert [(one.leader.leader_id, one.standing.value) for one in covered.leaders] == [
        ("north", "stale"),
        ("south", "nothing saved"),
    ]


def test_what_was_said_before_is_set_beside_what_is_said_now(company: Store) -> None:
    key = approved(company)
    desk = at_desk(company)
    said = written(desk, desk.working[0].text.replace("North fell", "Sadly, North fell"))
    actions.save(company, CX, replace(said, said=said.said[:-1]), TODAY, AT + timedelta(minutes=5))
    found = at_desk(company, at=AT + timedelta(minutes=6))
    assert found.approved.startswith("2026Q3, version 1")
    assert [one.how for one in found.since_approved] == [How.CHANGED, How.DROPPED]
    assert found.in_force is not None
    assert found.in_force.saved.key == key


def test_nobody_overwrites_what_they_have_not_seen(company: Store, tmp_path: Path) -> None:
    mine = written(at_desk(company))
    saved(company)
    with pytest.raises(BadValue, match="another version meanwhile"):
        actions.save(company, CX, mine, TODAY, AT)
    mine = written(at_desk(company))
    load(company, tmp_path, ("2026-09-10", 0.1, "North"), name="late")
    with pytest.raises(BadValue, match="figures changed while"):
        actions.save(company, CX, mine, TODAY, AT)


def test_an_approval_ends_after_the_days_that_the_settings_say(company: Store) -> None:
    settings.change_while_making(company, {"points_hold_days": "10"}, "test")
    key = approved(company)
    assert status(company, key, AT + timedelta(days=10) - timedelta(minutes=1)) is Status.APPROVED
    assert status(company, key, AT + timedelta(days=10)) is Status.EXPIRED


def test_a_set_is_ended_early_with_a_reason_on_record(company: Store) -> None:
    key = approved(company)
    with pytest.raises(BadValue, match="Write down why it is ended"):
        take(company, CX, key, Step.EXPIRE)
    take(company, CX, key, Step.EXPIRE, reason="The council has met.")
    found = at_desk(company).now
    assert found is not None
    assert (found.status, found.saved.decisions[-1].reason) == (Status.EXPIRED, "The council has met.")
    assert [one.result for one in audit.entries(company) if one.action == "expire draft"] == ["done"]
    assert coverage.report(company, TODAY, reach(CX), AT, "council", "2026Q3").leaders[0].standing == "nothing saved"


def test_who_was_invited_taken_back_withdraws_what_tells_how_many_answered(company: Store, tmp_path: Path) -> None:
    people = "".join(f"relationship,2026-08-01,person{i},North\n" for i in range(2400))
    (tmp_path / "invited.csv").write_text(f"survey_id,invited_on,respondent,region\n{people}")
    loaded = maintained.load(company, "invited_people", tmp_path / "invited.csv")
    (asked,) = [one for one in at_desk(company).working if one.text.startswith("We asked 2,400 customers of North")]
    told = approved(company)
    rest = written(at_desk(company, audience="team"))
    silent = actions.save(
        company, CX, replace(rest, said=tuple(one for one in rest.said if one[0] != asked.fact_id)), TODAY, AT
    )
    take(company, CX, silent, Step.REVIEW)
    take(company, CX, silent, Step.APPROVE)
    imports.undo(company, CX, loaded.import_id, AT + timedelta(hours=1))
    assert status(company, told, AT + timedelta(hours=2)) is Status.WITHDRAWN
    assert status(company, silent, AT + timedelta(hours=2)) is Status.APPROVED


def test_what_two_leaders_say_differently_of_one_fact_is_named(company: Store, tmp_path: Path) -> None:
    approved(company, leader="south")
    load(company, tmp_path, ("2026-09-10", 0.1, "South"), name="late")
    approved(company, leader="north")
    found = coverage.report(company, TODAY, Reach(everything=True), AT, "council", "2026Q3")
    assert found.contradictions
    assert all("Ann says" in one or "Ben says" in one for one in found.contradictions)
