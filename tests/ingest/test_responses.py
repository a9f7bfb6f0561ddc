"""Importing survey exports: real files, the same file twice, other content, and taking it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cx.domain.errors import ChoiceNeeded
from cx.domain.score import score
from cx.domain.tally import Tally
from cx.ingest.options import Options
from cx.ingest.responses import Outcome, load, preview
from cx.store.opening import Store
from cx.store.summary import check
from tests.ingest.corpus import HEADER, good

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2026, 11, 22)


def written(folder: Path, content: bytes | str, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def imported(store: Store, path: Path, **options: object) -> Outcome:
    return load(store, path, Options.of(**options), today=TODAY)


def stored(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def nps(store: Store, survey_id: str) -> tuple[int, float]:
    counted = stored(store, f"SELECT score FROM responses WHERE survey_id = '{survey_id}'")
    found = score(Tally.of_scores(row[0] for row in counted))
    return found.n, round(found.value, 4)


def test_a_dry_run_makes_no_store_and_leaves_no_scratch(tmp_path: Path, empty_store: Store) -> None:
    imported(empty_store, written(tmp_path, HEADER + good(6)), dry_run=True)
    assert not empty_store.exists()
    assert not list(empty_store.work_folder.iterdir())


def test_the_same_file_twice_adds_nothing(tmp_path: Path, empty_store: Store) -> None:
    path = written(tmp_path, HEADER + good(40))
    first, second = imported(empty_store, path), imported(empty_store, path)
    assert (first.accepted, second.accepted, second.duplicates) == (40, 0, 40)
    assert second.import_id == 2
    assert stored(empty_store, "SELECT count(*) FROM responses") == [(40,)]


def test_an_answer_with_other_content_replaces_the_stored_one_and_keeps_it(tmp_path: Path, empty_store: Store) -> None:
    imported(empty_store, written(tmp_path, HEADER + good(40)))
    outcome = imported(empty_store, written(tmp_path, HEADER + good(39) + "r40,2024-03-13,9,changed\n"))
    assert (outcome.updated, outcome.duplicates) == (1, 39)
    assert stored(empty_store, "SELECT comment, import_id FROM responses WHERE response_id = 'r40'") == [("changed", 2)]
    assert stored(empty_store, "SELECT comment, superseded_by FROM response_versions") == [("fine", 2)]
    with empty_store.reading() as connection:
        assert check(connection).sound


def test_ids_that_count_from_the_start_again_are_a_question(tmp_path: Path, empty_store: Store) -> None:
    imported(empty_store, written(tmp_path, HEADER + good(40)))
    again = written(
        tmp_path, HEADER + good(40).replace("2024-03", "2025-03").replace(",0,", ",3,").replace(",9,", ",8,")
    )
    with pytest.raises(ChoiceNeeded) as asked:
        imported(empty_store, again)
    assert "--replace" in asked.value.options
    assert stored(empty_store, "SELECT count(*) FROM response_versions") == [(0,)]
    assert imported(empty_store, again, replace=True).updated == 40
    assert imported(empty_store, again, set=["survey_id=second"]).accepted == 40


def test_a_column_map_is_remembered_for_the_same_header(tmp_path: Path, empty_store: Store) -> None:
    lines = "Nr,Day,Grade\n" + "".join(f"{n},2024-05-{n:02d},{n % 11}\n" for n in range(1, 20))
    options = {"map": ["response_id=Nr", "responded_at=Day", "score=Grade"]}
    first = imported(empty_store, written(tmp_path, lines, "may.csv"), **options)
    second = imported(empty_store, written(tmp_path, lines.replace("2024-05", "2024-06"), "june.csv"), replace=True)
    assert second.survey_id == first.survey_id
    assert second.notes


def test_a_constant_date_is_not_taken_for_the_next_file(tmp_path: Path, empty_store: Store) -> None:
    path = written(tmp_path, "response_id,score\n" + "".join(f"{n},{n % 11}\n" for n in range(20)))
    imported(empty_store, path, set=["responded_at=2024-05-01"])
    with pytest.raises(ChoiceNeeded, match="--set responded_at="):
        imported(empty_store, path)


def test_a_weight_counts_only_where_it_is_mapped(tmp_path: Path, empty_store: Store) -> None:
    lines = "response_id,responded_at,score,weight\n" + "".join(f"{n},2024-05-01,{n % 11},2.5\n" for n in range(20))
    path = written(tmp_path, lines)
    imported(empty_store, path)
    assert stored(empty_store, "SELECT count(weight) FROM responses") == [(0,)]
    imported(empty_store, path, map=["weight=weight"])
    assert stored(empty_store, "SELECT count(weight), min(weight) FROM responses") == [(20, 2.5)]


def test_a_weight_that_is_no_positive_number_refuses_its_row(tmp_path: Path, empty_store: Store) -> None:
    rows = "".join(f"{n},2024-05-01,9,{weight}\n" for n, weight in enumerate(("1", "0.5", "2", "0", "-1", "inf", "2")))
    path = written(tmp_path, "response_id,responded_at,score,w\n" + rows)
    outcome = imported(empty_store, path, map=["weight=w"])
    assert outcome.reasons == {"weight not a positive number": 3}


def test_people_are_kept_as_keyed_hashes_only(tmp_path: Path, empty_store: Store) -> None:
    lines = "response_id,responded_at,score,mail\n1,2024-05-01,9,Ana@example.com\n2,2024-05-02,9,ana@example.com\n"
    imported(empty_store, written(tmp_path, lines), map=["respondent=mail"])
    keys = stored(empty_store, "SELECT DISTINCT respondent_key FROM responses")
    assert len(keys) == 1
    assert len(str(keys[0][0])) == 32
    assert b"example.com" not in Path(empty_store.location).read_bytes()


def test_other_ratings_of_an_answer_are_kept_within_their_scale(tmp_path: Path, empty_store: Store) -> None:
    lines = "response_id,responded_at,score,Food: dinner\n1,2024-05-01,9,4\n2,2024-05-02,9,6\n3,2024-05-02,9,\n"
    imported(empty_store, written(tmp_path, lines), rating=["dinner=Food: dinner:1-5"])
    assert stored(empty_store, "SELECT rating, value, low, high FROM response_ratings") == [("dinner", 4.0, 1.0, 5.0)]


def test_rows_with_the_row_as_id_are_told_apart_by_occurrence(tmp_path: Path, empty_store: Store) -> None:
    path = written(tmp_path, "responded_at,score\n" + "2024-05-01,9\n" * 3 + "2024-05-01,10\n")
    first, second = (imported(empty_store, path, id="row-hash") for _ in range(2))
    assert (first.accepted, second.duplicates) == (4, 4)


def test_refused_rows_are_written_out_and_harmless_to_a_spreadsheet(tmp_path: Path, empty_store: Store) -> None:
    target = tmp_path / "refused.csv"
    path = written(tmp_path, HEADER + good(6) + "a,2024-03-01,=1+1,x\n")
    imported(empty_store, path, rejects=target)
    assert target.read_text().splitlines() == ["line,reason,value", "8,score not a whole number,'=1+1"]


def test_the_preview_shows_the_reading_and_changes_nothing(tmp_path: Path, empty_store: Store) -> None:
    shown = preview(empty_store, written(tmp_path, HEADER + good(6) + "a,,9,x\n"), today=TODAY)
    assert shown.reading["mapping"]["score"] == "score"
    assert shown.outcome is not None
    assert shown.outcome.accepted == 6
    assert shown.refused == {"date missing": [{"line": 8, "reason": "date missing", "value": ""}]}
    assert shown.answers[0]["response_id"] == "r1"
    assert not empty_store.exists()


def test_the_preview_holds_the_columns_while_a_choice_is_open(tmp_path: Path, empty_store: Store) -> None:
    shown = preview(empty_store, written(tmp_path, "Nr,Grade\n1,9\n2,3\n"), today=TODAY)
    assert [column["name"] for column in shown.reading["columns"]] == ["Nr", "Grade"]
    assert "--id row-hash" in shown.options
    assert shown.outcome is None


def test_a_clients_file_name_reaches_no_statement(tmp_path: Path, empty_store: Store) -> None:
    path = written(tmp_path, HEADER + good(6), "a'; DROP TABLE responses; --*?[x].csv")
    assert imported(empty_store, path).accepted == 6


# Known formats --------------------------------------------------------------------------------------------------


def test_preview_and_unfinished_rows_of_qualtrics_are_set_aside(tmp_path: Path, empty_store: Store) -> None:
    names = "StartDate,EndDate,Status,Progress,Finished,RecordedDate,ResponseId,Q1_NPS_GROUP,Q1"
    row = "2024-05-01 10:00:00,2024-05-01 10:01:00,{},100,{},2024-05-01 10:01:00,R_{},Promoter,{}"
    rows = [row.format(status, finished, n, 9) for n, (status, finished) in enumerate([("0", "1"), *[("1", "1")] * 3])]
    rows.append(row.format("IP Address", "False", 9, 9))
    ids = ",".join(f'"{{""ImportId"":""{name}""}}"' for name in names.split(","))
    text = "\n".join([names, names.replace("Q1", "What\nabout it".replace("\n", " ")), ids, *rows]) + "\n"
    outcome = imported(empty_store, written(tmp_path, text))
    assert (outcome.format, outcome.accepted) == ("qualtrics", 1)
    assert outcome.reasons == {"preview answer": 3, "unfinished answer": 1}


def test_only_the_latest_event_of_a_posthog_submission_counts(tmp_path: Path, empty_store: Store) -> None:
    text = (
        "uuid,event,timestamp,distinct_id,$survey_id,$survey_submission_id,$survey_response,NPS\n"
        "u1,survey sent,2024-05-01T10:00:00Z,d,s,sub1,3,3\nu2,survey sent,2024-05-01T10:01:00Z,d,s,sub1,9,9\n"
        "u3,survey shown,2024-05-01T10:01:00Z,d,s,,,\nu4,survey sent,2024-05-01T10:02:00Z,d,s,,10,10\n"
    )
    outcome = imported(empty_store, written(tmp_path, text), map=["score=$survey_response"])
    assert stored(empty_store, "SELECT response_id, score FROM responses ORDER BY 1") == [("sub1", 9), ("u4", 10)]
    assert outcome.rejected == 2


def test_answers_to_other_questions_of_asknicely_are_set_aside(tmp_path: Path, empty_store: Store) -> None:
    text = (
        "response_id,answer,comment,responded,sent,question_type\n"
        "1,9,It&#39;s good,1714557600,0,NPS\n2,4,x,1714557600,0,5STAR\n3,2,x,1714557600,0,CSAT\n4,0,x,0,1,NPS\n"
        "5,8,x,1714557600,0,NPS\n"
    )
    outcome = imported(empty_store, written(tmp_path, text))
    assert outcome.reasons == {"answer to another question": 2, "not answered": 1}
    assert stored(empty_store, "SELECT comment FROM responses WHERE response_id = '1'") == [("It's good",)]


def test_surveymonkey_has_two_header_rows_and_may_end_lines_with_cr(tmp_path: Path, empty_store: Store) -> None:
    text = (
        "Respondent ID,Collector ID,Start Date,End Date,How likely are you to recommend us?,Which do you use?,\n"
        ",,,,Response,Web,App\n"
        "11,1,05/14/2024 10:00:00 AM,05/14/2024 10:05:00 PM,10 - Extremely likely,Web,\n"
        "12,1,05/03/2024 10:00:00 AM,05/03/2024 10:05:00 PM,7,,App\n"
    )
    outcome = imported(empty_store, written(tmp_path, text.replace("\n", "\r")))
    assert (outcome.format, outcome.accepted) == ("surveymonkey", 2)
    moments = stored(empty_store, "SELECT CAST(responded_at AS VARCHAR), score FROM responses ORDER BY 1")
    assert moments == [("2024-05-03 22:05:00", 7), ("2024-05-14 22:05:00", 10)]


# Real files -----------------------------------------------------------------------------------------------------


def test_the_airport_survey(shared_data: Path, empty_store: Store) -> None:
    path = shared_data / "sfo_airport_survey" / "2017.csv"
    options = {"map": ["response_id=RESPNUM", "score=NETPRO"], "set": ["responded_at=2017-05-01"]}
    first = imported(empty_store, path, **options)
    assert (first.rows, first.accepted, first.rejected) == (2831, 2746, 85)
    assert first.reasons == {"score outside 0-10": 84, "score missing": 1}
    assert nps(empty_store, first.survey_id) == (2746, 39.8398)
    second = imported(empty_store, path, **options)
    assert (second.accepted, second.duplicates, second.rejected) == (0, 2746, 85)
    weighted = {**options, "map": [*options["map"], "weight=WEIGHT"]}
    imported(empty_store, path, **weighted)
    shares = stored(
        empty_store,
        "SELECT 100 * (sum(weight) FILTER (score > 8) - sum(weight) FILTER (score < 7)) / sum(weight) FROM responses",
    )
    assert round(float(str(shares[0][0])), 4) == 40.3984


def test_of_ninety_codes_those_that_reach_from_0_to_10_are_offered_as_the_score(
    shared_data: Path, empty_store: Store
) -> None:
    path = shared_data / "sfo_airport_survey" / "2017.csv"
    with pytest.raises(ChoiceNeeded) as asked:
        imported(empty_store, path, map=["response_id=RESPNUM"], set=["responded_at=2017-05-01"])
    assert '--map score="NETPRO"' in asked.value.options


def test_the_french_google_form(shared_data: Path, empty_store: Store) -> None:
    path = shared_data / "google_forms_fr_multibrand" / "perso.csv"
    with pytest.raises(ChoiceNeeded) as asked:
        imported(empty_store, path)
    assert {"--id row-hash", "--dates dmy"} <= set(asked.value.options)
    question = "Dans quelle mesure, êtes-vous prêt(e)  à recommander cette marque auprès de vos proches ? "
    outcome = imported(empty_store, path, id="row-hash", dates="dmy", map=[f"score={question}"])
    assert nps(empty_store, outcome.survey_id) == (93, 11.8280)


def test_the_garden_shops_of_two_code_pages(shared_data: Path, empty_store: Store) -> None:
    path = shared_data / "truffaut_garden_retail_fr" / "nps.csv"
    with pytest.raises(ChoiceNeeded) as asked:
        imported(empty_store, path)
    assert any(option.startswith("--encoding") for option in asked.value.options)
    assert any(option.startswith("--set responded_at=") for option in asked.value.options)
    outcome = imported(empty_store, path, encoding="latin-1", set=["responded_at=2015-06-01"])
    assert (outcome.rejected, *nps(empty_store, outcome.survey_id)) == (342, 13612, 53.4161)


def test_sudzilla(shared_data: Path, empty_store: Store) -> None:
    path = shared_data / "preppin_sudzilla_googleforms" / "input_02.csv"
    question = "On a scale of 0-10, how would you rate Sudzilla?"
    outcome = imported(empty_store, path, id="row-hash", score_column=question)
    assert nps(empty_store, outcome.survey_id) == (39, -35.8974)


def test_the_airlines_are_one_survey_over_two_files(shared_data: Path, empty_store: Store) -> None:
    folder = shared_data / "preppin_airlines_competitor_nps"
    options = {"map": ["brand=Airline", "response_id=CustomerID"], "set": ["responded_at=2021-06-09"]}
    surveys = {imported(empty_store, folder / f"input_0{n}.csv", **options).survey_id for n in (1, 2)}
    assert len(surveys) == 1
    assert stored(empty_store, "SELECT count(*), count(DISTINCT brand) FROM responses") == [(5907, 99)]


@pytest.mark.parametrize(("name", "known", "rows"), [("de", "qualtrics", 3), ("legacy", "qualtrics-legacy", 2)])
def test_qualtrics_samples_ask_which_column_is_the_score(
    name: str, known: str, rows: int, shared_data: Path, empty_store: Store
) -> None:
    path = shared_data / "formats" / f"qualtrics_sample_{name}.csv"
    shown = preview(empty_store, path, today=TODAY)
    assert (shown.reading["format"], shown.reading["header_rows"]) == (known, rows)
    assert all(option.startswith("--map score=") for option in shown.options)
    assert imported(empty_store, path, map=["score=Q1"]).accepted == 1
