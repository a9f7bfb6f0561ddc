"""Answers of different surveys are never pooled, and no answer is counted twice because its id was made otherwise."""

from __future__ import annotations

import doctest
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cx.actions import imports
from cx.domain.errors import ChoiceNeeded
from cx.domain.roles import SINGLE_USER
from cx.ingest import which_survey
from cx.ingest.options import Options
from cx.ingest.responses import Outcome, load, preview
from cx.store.opening import Store

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EXPORTS = {
    "hubspot": (
        "hs_object_id,hs_survey_id,hs_survey_name,hs_survey_type,hs_submission_timestamp,hs_value",
        "{id},{survey},{name},NPS,2024-05-01T10:00:00Z,{score}",
    ),
    "wootric": ("id,created_at,score,text,end_user_id,survey_id", "{id},2024-05-01 10:00:00,{score},x,u{id},{survey}"),
    "zendesk": (
        "id,survey_id,delivery_id,recipient_id,rating,comment,rated_at,survey_name",
        "{id},{survey},d,r{id},{score},x,2024-05-01T10:00:00Z,{name}",
    ),
    "posthog": (
        "uuid,event,timestamp,distinct_id,$survey_id,$survey_name,$survey_submission_id,NPS",
        "u{id},survey sent,2024-05-01T10:00:00Z,d{id},{survey},{name},s{id},{score}",
    ),
    "formbricks": (
        "No.,Response ID,Timestamp,Finished,Survey ID,User ID,1. How likely are you to recommend us?",
        "{id},r{id},2024-05-01 10:00:00,Yes,{survey},u{id},{score}",
    ),
}
"""Format -> header, and a row."""

Row = tuple[int, str, str, int]
ONBOARDING: list[Row] = [(number, "101", "Onboarding", number % 11) for number in range(1, 23)]
RENEWAL: list[Row] = [(number, "202", "Renewal", number % 11) for number in range(51, 62)]


def export(folder: Path, known: str, rows: list[Row], name: str = "export.csv") -> Path:
    header, row = EXPORTS[known]
    written = [row.format(id=number, survey=survey, name=title, score=score) for number, survey, title, score in rows]
    path = folder / name
    path.write_text("\n".join([header, *written]) + "\n")
    return path


def imported(store: Store, path: Path, **options: object) -> Outcome:
    return load(store, path, Options.of(**options), today=TODAY)


def answers(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        found = connection.exec_driver_sql("SELECT survey_id, count(*) FROM responses GROUP BY 1").fetchall()
    return dict(tuple(row) for row in found)


def names(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT name FROM surveys ORDER BY name").scalars())


# Surveys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("known", EXPORTS)
def test_a_file_with_answers_of_two_surveys_is_a_question(known: str, tmp_path: Path, empty_store: Store) -> None:
    path = export(tmp_path, known, ONBOARDING + RENEWAL)
    with pytest.raises(ChoiceNeeded) as asked:
        imported(empty_store, path)
    assert asked.value.options == ("--set survey_id=NAME",)
    for said in ("'101'", "22 answers", "'202'", "11 answers", "Split the file"):
        assert said in str(asked.value)
    assert not empty_store.exists()
    assert imported(empty_store, path, set=["survey_id=all"]).accepted == 33
    assert answers(empty_store) == {"all": 33}


@pytest.mark.parametrize("known", EXPORTS)
def test_two_surveys_with_one_header_stay_two(known: str, tmp_path: Path, empty_store: Store) -> None:
    first = imported(empty_store, export(tmp_path, known, ONBOARDING))
    second = imported(empty_store, export(tmp_path, known, RENEWAL))
    again = imported(empty_store, export(tmp_path, known, [*ONBOARDING, (90, "101", "Onboarding", 9)], "june.csv"))
    assert (again.survey_id, again.accepted, again.duplicates) == (first.survey_id, 1, 22)
    assert answers(empty_store) == {first.survey_id: 23, second.survey_id: 11}
    assert len(set(names(empty_store))) == 2


@pytest.mark.parametrize("known", ["hubspot", "zendesk", "posthog"])
def test_a_made_survey_is_called_as_its_tool_calls_it(known: str, tmp_path: Path, empty_store: Store) -> None:
    outcome = imported(empty_store, export(tmp_path, known, ONBOARDING))
    assert outcome.survey_id.startswith("onboarding-")
    assert names(empty_store) == ["Onboarding"]


@pytest.mark.parametrize("known", ["wootric", "formbricks"])
def test_without_a_name_the_tools_own_id_tells_surveys_apart(known: str, tmp_path: Path, empty_store: Store) -> None:
    outcome = imported(empty_store, export(tmp_path, known, ONBOARDING))
    assert outcome.survey_id.startswith("export-101-")
    assert names(empty_store) == ["Export 101"]


def test_a_survey_that_was_named_once_keeps_its_name_for_that_survey_only(tmp_path: Path, empty_store: Store) -> None:
    imported(empty_store, export(tmp_path, "hubspot", ONBOARDING), set=["survey_id=first-days"])
    assert imported(empty_store, export(tmp_path, "hubspot", ONBOARDING)).duplicates == 22
    other = imported(empty_store, export(tmp_path, "hubspot", RENEWAL))
    assert answers(empty_store) == {"first-days": 22, other.survey_id: 11}


def test_rows_that_are_refused_name_no_survey(tmp_path: Path, empty_store: Store) -> None:
    rows = [*ONBOARDING, (90, "202", "Renewal", 11)]
    outcome = imported(empty_store, export(tmp_path, "zendesk", rows))
    assert (outcome.accepted, outcome.rejected) == (22, 1)


def test_answers_that_name_no_survey_are_not_given_to_another(tmp_path: Path, empty_store: Store) -> None:
    with pytest.raises(ChoiceNeeded, match=r"no survey named \(1 answers\)"):
        imported(empty_store, export(tmp_path, "zendesk", [*ONBOARDING, (90, "", "", 9)]))


def test_the_preview_asks_as_well_and_shows_how_the_file_was_read(tmp_path: Path, empty_store: Store) -> None:
    shown = preview(empty_store, export(tmp_path, "hubspot", ONBOARDING + RENEWAL), today=TODAY)
    assert "Split the file" in shown.choice
    assert shown.reading["format"] == "hubspot"
    clear = preview(empty_store, export(tmp_path, "hubspot", ONBOARDING), today=TODAY)
    assert set(clear.answers[0]) == {"response_id", "responded_at", "score"}


def test_the_examples_in_docstrings_hold() -> None:
    assert doctest.testmod(which_survey).failed == 0


# Ids ----------------------------------------------------------------------------------------------------------------


def sheet(folder: Path) -> Path:
    path = folder / "sheet.csv"
    rows = (f"2024-05-{n:02d},{n % 11},EMEA,k{n}\n" for n in range(1, 29))
    path.write_text("When,Grade,Where,Key\n" + "".join(rows))
    return path


MAPS = ["responded_at=When", "score=Grade"]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({"id": "row-hash", "map": MAPS}, {"map": ["region=Where"]}, '--map responded_at="When" --map score="Grade"'),
        ({"id": "row-hash", "map": [*MAPS, "region=Where"]}, {"map": ["score=Grade", "region=Key"]}, "--id row-hash"),
        ({"id": "row-hash", "map": MAPS}, {"map": ["response_id=Key"]}, "--id row-hash"),
        ({"map": [*MAPS, "response_id=Key"]}, {"id": "row-hash"}, '--map response_id="Key"'),
    ],
)
def test_ids_made_otherwise_than_those_stored_are_a_question(
    first: dict[str, object], second: dict[str, object], said: str, tmp_path: Path, empty_store: Store
) -> None:
    path = sheet(tmp_path)
    brought = imported(empty_store, path, **first)
    with pytest.raises(ChoiceNeeded, match="count twice") as asked:
        imported(empty_store, path, **second)
    assert said in str(asked.value)
    assert imported(empty_store, path, **first).duplicates == 28
    assert imported(empty_store, path).duplicates == 28
    assert brought.import_id is not None
    assert answers(empty_store) == {brought.survey_id: 28}


def test_ids_may_be_made_otherwise_for_another_survey(tmp_path: Path, empty_store: Store) -> None:
    path = sheet(tmp_path)
    imported(empty_store, path, id="row-hash", map=MAPS)
    assert imported(empty_store, path, map=["region=Where"], set=["survey_id=other"]).accepted == 28


def test_ids_may_be_made_otherwise_once_the_earlier_import_was_taken_back(tmp_path: Path, empty_store: Store) -> None:
    path = sheet(tmp_path)
    brought = imported(empty_store, path, id="row-hash", map=MAPS)
    assert brought.import_id is not None
    imports.undo(empty_store, SINGLE_USER, brought.import_id, NOW)
    assert imported(empty_store, path, map=["region=Where"]).accepted == 28
    assert answers(empty_store) == {brought.survey_id: 28}
