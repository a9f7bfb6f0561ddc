"""Ratings beside the score: their scale is said or shown, what is no rating is left out and counted, never a zero."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from cx.domain.errors import BadValue, ChoiceNeeded
from cx.ingest.options import Options
from cx.ingest.responses import Outcome, load, preview
from cx.store import loading
from cx.store.opening import Store
from cx.store.summary import check

pytestmark = pytest.mark.usefixtures("read_here")

TODAY = date(2026, 11, 22)
HEADER = "response_id,responded_at,score,food,staff"


def written(folder: Path, rows: list[str], header: str = HEADER) -> Path:
    path = folder / "answers.csv"
    path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return path


def imported(store: Store, path: Path, *rating: str, **options: object) -> Outcome:
    return load(store, path, Options.of(rating=rating, **options), today=TODAY)


def kept(store: Store) -> dict[tuple[str, str], float]:
    """The ratings of the answers as they count now."""
    query = (
        "SELECT response_id, rating, value FROM response_ratings"
        " JOIN responses USING (survey_id, response_id, import_id)"
    )
    with store.reading() as connection:
        return {(row[0], row[1]): row[2] for row in connection.exec_driver_sql(query)}


def undone(store: Store, import_id: int) -> None:
    with store.writing() as connection:
        loading.undo(connection, import_id, "test", datetime(2026, 11, 22, tzinfo=UTC))


def is_sound(store: Store) -> bool:
    with store.reading() as connection:
        return check(connection).sound


SEVEN = [f"a{i},2026-05-0{i + 1},{i + 3},{i % 5 + 1},{10 - i}" for i in range(7)]


def test_any_number_of_ratings_is_kept_each_on_its_own_scale(tmp_path: Path, empty_store: Store) -> None:
    outcome = imported(empty_store, written(tmp_path, SEVEN), "Food=food:1-5", "Staff=staff")
    assert kept(empty_store)["a6", "Food"] == 2.0
    assert kept(empty_store)["a0", "Staff"] == 10.0
    assert [(one["name"], one["low"], one["high"], one["values"]) for one in outcome.ratings] == [
        ("Food", 1.0, 5.0, 7),
        ("Staff", 0.0, 10.0, 7),
    ]
    assert is_sound(empty_store)


def test_a_scale_that_no_value_proves_is_asked_together_with_all_else(tmp_path: Path, empty_store: Store) -> None:
    rows = [row.replace("2026-05-", "05/").replace(",", "/2026,", 2).replace("/2026", "", 1) for row in SEVEN]
    with pytest.raises(ChoiceNeeded) as asked:
        imported(empty_store, written(tmp_path, rows), "Food=food", "Staff=staff")
    assert '--rating "Food=food:1-5"' in asked.value.options
    assert "--dates dmy" in asked.value.options
    assert "Staff" not in str(asked.value)
    assert not empty_store.exists()


def test_a_scale_up_to_a_hundred_does_not_pass_for_ten(tmp_path: Path, empty_store: Store) -> None:
    rows = [f"a{i},2026-05-0{i + 1},{i + 3},{i * 15 + 5},9" for i in range(7)]
    with pytest.raises(ChoiceNeeded, match="above 10"):
        imported(empty_store, written(tmp_path, rows), "Food=food")
    imported(empty_store, written(tmp_path, rows), "Food=food:0-100")
    assert kept(empty_store)["a6", "Food"] == 95.0


def test_codes_words_and_blanks_are_missing_and_named_never_zero(tmp_path: Path, empty_store: Store) -> None:
    cells = ["0", "6", "6", "not applicable", "", "N/A", "5"]
    rows = [f"a{i},2026-05-0{i + 1},{i + 3},{cell},9" for i, cell in enumerate(cells)]
    outcome = imported(empty_store, written(tmp_path, rows), "Food=food:1-5")
    (food,) = outcome.ratings
    assert (food["values"], food["blank"], food["left_out"]) == (1, 2, {"6": 2, "0": 1, "not applicable": 1})
    assert "“6” 2 times" in " ".join(outcome.notes)
    assert kept(empty_store) == {("a6", "Food"): 5.0}
    assert outcome.accepted == 7


def test_numbers_are_read_as_people_and_tools_write_them(tmp_path: Path, empty_store: Store) -> None:
    cells = ["4", "4.5", '"4,5"', "4 - Satisfied", "Satisfied (4)", " 4 ", "04"]
    rows = [f"{i},2026-05-01,9,{cell},9" for i, cell in enumerate(cells)]
    imported(empty_store, written(tmp_path, rows), "Food=food:1-5")
    assert [value for _, value in sorted(kept(empty_store).items())] == [4, 4.5, 4.5, 4, 4, 4, 4]


def test_what_only_looks_like_a_rating_is_left_out(tmp_path: Path, empty_store: Store) -> None:
    cells = ['"4,000"', "4-Mar", "4/5", "1e0", "nan", "inf", "-4", "Terminal 4 was cold", "٤"]
    rows = [f"{i},2026-05-01,9,{cell},9" for i, cell in enumerate(cells)]
    imported(empty_store, written(tmp_path, rows), "Food=food:1-5")
    assert kept(empty_store) == {}


def test_a_workbook_gives_the_same_ratings(tmp_path: Path, empty_store: Store) -> None:
    book = Workbook()
    for row in [HEADER.split(","), ["a", datetime(2026, 5, 1), 9, 4, 8.0], ["b", datetime(2026, 5, 2), 3, None, 10]]:
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")
    imported(empty_store, tmp_path / "answers.xlsx", "Food=food:1-5", "Staff=staff")
    assert kept(empty_store) == {("a", "Food"): 4.0, ("a", "Staff"): 8.0, ("b", "Staff"): 10.0}


def test_the_next_file_of_the_source_is_read_alike_and_a_rating_can_be_added_or_left_out(
    tmp_path: Path, empty_store: Store
) -> None:
    imported(empty_store, written(tmp_path, SEVEN), "Food=food:1-5")
    imported(empty_store, written(tmp_path, ["b,2026-06-01,9,2,10"]))
    assert kept(empty_store)["b", "Food"] == 2.0
    imported(empty_store, written(tmp_path, ["c,2026-06-02,9,2,10"]), "Staff=staff")
    assert {name for answer, name in kept(empty_store) if answer == "c"} == {"Food", "Staff"}
    imported(empty_store, written(tmp_path, ["d,2026-06-03,9,2,10"]), "Food=")
    assert {name for answer, name in kept(empty_store) if answer == "d"} == {"Staff"}


def test_the_same_file_twice_adds_nothing_and_a_changed_or_cleared_rating_is_an_update(
    tmp_path: Path, empty_store: Store
) -> None:
    ratings = ("Food=food:1-5", "Staff=staff")
    imported(empty_store, written(tmp_path, SEVEN), *ratings)
    again = imported(empty_store, written(tmp_path, SEVEN))
    assert (again.accepted, again.updated, again.duplicates) == (0, 0, 7)
    changed = [SEVEN[0].replace(",1,10", ",1,9"), SEVEN[1].replace(",2,9", ",,9"), *SEVEN[2:]]
    outcome = imported(empty_store, written(tmp_path, changed))
    assert (outcome.accepted, outcome.updated, outcome.duplicates) == (0, 2, 5)
    assert kept(empty_store)["a0", "Staff"] == 9.0
    assert ("a1", "Food") not in kept(empty_store)
    assert is_sound(empty_store)
    undone(empty_store, outcome.import_id)
    assert kept(empty_store)["a0", "Staff"] == 10.0
    assert kept(empty_store)["a1", "Food"] == 2.0
    assert is_sound(empty_store)


def test_taking_an_import_back_takes_its_ratings(tmp_path: Path, empty_store: Store) -> None:
    outcome = imported(empty_store, written(tmp_path, SEVEN), "Food=food:1-5")
    undone(empty_store, outcome.import_id)
    with empty_store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM response_ratings").scalar_one() == 0


def test_ratings_that_come_later_are_added_to_the_answers_that_are_there(tmp_path: Path, empty_store: Store) -> None:
    path = written(tmp_path, SEVEN)
    imported(empty_store, path)
    outcome = imported(empty_store, path, "Food=food:1-5")
    assert (outcome.accepted, outcome.updated) == (0, 7)
    assert len(kept(empty_store)) == 7


def test_a_file_that_does_not_speak_of_ratings_leaves_them_as_they_are(tmp_path: Path, empty_store: Store) -> None:
    imported(empty_store, written(tmp_path, SEVEN), "Food=food:1-5", set=["survey_id=s"])
    others = written(tmp_path, [row.rsplit(",", 2)[0] for row in SEVEN], "response_id,responded_at,score")
    outcome = imported(empty_store, others, set=["survey_id=s"])
    assert (outcome.updated, outcome.duplicates) == (0, 7)
    assert len(kept(empty_store)) == 7


@pytest.mark.parametrize(
    ("rating", "why"),
    [
        (["Food=meals:1-5"], "no column 'meals'"),
        (["Score=score"], "is the 0-10 answer itself"),
        (["Food=food:1-5", "food=staff"], "twice"),
        (["Food=food:5-1"], "low end comes first"),
        (["=food"], "takes NAME=COLUMN"),
    ],
)
def test_a_rating_that_cannot_be_meant_is_refused_by_name(
    rating: list[str], why: str, tmp_path: Path, empty_store: Store
) -> None:
    with pytest.raises(BadValue, match=why):
        imported(empty_store, written(tmp_path, SEVEN), *rating, map=["score=score"])


def test_a_header_that_ends_like_a_scale_is_found_all_the_same(tmp_path: Path, empty_store: Store) -> None:
    path = written(tmp_path, ["a,2026-05-01,9,4"], "response_id,responded_at,score,The food: 1-5")
    imported(empty_store, path, "Food=The food:1-5", scale="0-10")
    assert kept(empty_store) == {("a", "Food"): 4.0}


def test_a_preview_shows_the_ratings_as_they_would_be_stored(tmp_path: Path, empty_store: Store) -> None:
    seen = preview(empty_store, written(tmp_path, SEVEN), Options.of(rating=["Food=food:1-5"]), today=TODAY)
    assert seen.answers[0]["Food (rating)"] == "1.0"
    assert seen.outcome.ratings[0]["values"] == 7


# Real files ---------------------------------------------------------------------------------------------------------


def test_the_airport_survey_keeps_its_ratings_and_counts_its_codes(shared_data: Path, empty_store: Store) -> None:
    outcome = imported(
        empty_store,
        shared_data / "sfo_airport_survey" / "2017.csv",
        *(f"{name}={column}:1-5" for name, column in (("Art", "Q7ART"), ("Food", "Q7FOOD"), ("Wifi", "Q7WIFI"))),
        "Overall=Q7ALL:1-5",
        map=["response_id=RESPNUM", "score=NETPRO", "weight=WEIGHT"],
        set=["responded_at=2017-05-31", "survey_id=sfo"],
    )
    overall = outcome.ratings[3]
    assert outcome.accepted == 2746
    for one in outcome.ratings:
        assert set(one["left_out"]) <= {"0", "6"}
        assert one["values"] + one["blank"] + sum(one["left_out"].values()) + one["others"] == 2746
    assert overall["values"] > 2600
    with empty_store.reading() as connection:
        scale = connection.exec_driver_sql("SELECT min(value), max(value) FROM response_ratings").one()
    assert tuple(scale) == (1.0, 5.0)


def test_the_garden_centres_satisfaction_and_intention_are_ratings(shared_data: Path, empty_store: Store) -> None:
    outcome = imported(
        empty_store,
        shared_data / "truffaut_garden_retail_fr" / "nps.csv",
        "Satisfaction=satisfaction",
        "Intention=intention",
        id="row-hash",
        encoding="latin-1",
        set=["responded_at=2015-06-30"],
    )
    assert outcome.accepted == 13612
    assert all(one["values"] > 13000 for one in outcome.ratings)


def test_words_in_the_place_of_numbers_are_named_and_left_out(shared_data: Path, empty_store: Store) -> None:
    outcome = imported(
        empty_store,
        shared_data / "preppin_sudzilla_googleforms" / "input_01.csv",
        "Opening=On a scale of 0-10, how would you rate the opening keynote?",
        "Closing=On a scale of 0-10, how would you rate the closing keynote?",
        "Lunch=How would you rate the food at Sudzilla (lunch)?",
        map=["score=On a scale of 0-10, how would you rate Sudzilla?"],
        id="row-hash",
        dates="mdy",
    )
    opening, closing, lunch = outcome.ratings
    assert opening["values"] == closing["values"] == 39
    assert (lunch["values"], sum(lunch["left_out"].values()) + lunch["others"]) == (0, 39)
