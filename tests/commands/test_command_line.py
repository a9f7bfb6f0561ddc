"""The command line to the letter: what it prints where, and how it ends."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cx.__main__ import cli, main
from cx.store import audit
from cx.store.opening import Store

SFO = ("--map", "response_id=RESPNUM", "--map", "score=NETPRO", "--set", "responded_at=2017-05-01")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; how it ended, its standard output and its standard error."""

    def command(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["cx", *map(str, words)])
        capsys.readouterr()
        status = main()
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


def answer(run: Run, *words: str | Path) -> dict[str, Any]:
    """The one JSON object of a command that did what it was asked."""
    status, out, err = run(*words, "--json")
    assert status == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def everybody(run: Run) -> dict[str, Any]:
    (row,) = answer(run, "nps")["rows"]
    found: dict[str, Any] = row
    return found


def write(folder: Path, rows: Sequence[str], name: str = "may.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(["response_id,responded_at,score,region", *rows]) + "\n")
    return path


# Real files -----------------------------------------------------------------------------------------------------------


def test_the_airport_file_gives_its_published_score(run: Run, shared_data: Path) -> None:
    file = shared_data / "sfo_airport_survey" / "2017.csv"
    loaded = answer(run, "import", "responses", file, *SFO)
    assert (loaded["rows"], loaded["accepted"], loaded["rejected"]) == (2831, 2746, 85)
    assert sum(loaded["reasons"].values()) == 85
    row = everybody(run)
    assert row["nps"] == pytest.approx(39.8398, abs=1e-4)
    assert (round(row["low"]), round(row["high"])) == (37, 42)
    again = answer(run, "import", "responses", file, *SFO)
    assert (again["accepted"], again["updated"], again["duplicates"], again["rejected"]) == (0, 0, 2746, 85)
    assert everybody(run) == row
    assert run("check")[0] == 0


def test_the_airport_weights_count_only_where_they_are_mapped(run: Run, shared_data: Path) -> None:
    file = shared_data / "sfo_airport_survey" / "2017.csv"
    answer(run, "import", "responses", file, *SFO, "--map", "weight=WEIGHT")
    row = everybody(run)
    assert row["nps"] == pytest.approx(40.3984, abs=1e-4)
    assert row["n"] == row["promoters"] + row["passives"] + row["detractors"] == 2746


def test_the_french_form_stops_for_its_id_and_its_date_order(run: Run, shared_data: Path) -> None:
    file = shared_data / "google_forms_fr_multibrand" / "perso.csv"
    status, out, err = run("import", "responses", file, "--json")
    assert (status, out) == (3, "")
    assert "--id row-hash" in err
    assert "--dates dmy" in err
    score = "Dans quelle mesure, êtes-vous prêt(e)  à recommander cette marque auprès de vos proches ? "
    choices = ("--id", "row-hash", "--dates", "dmy", "--map", f"score={score}")
    assert answer(run, "import", "responses", file, *choices)["accepted"] == 93
    assert everybody(run)["nps"] == pytest.approx(11.8280, abs=1e-4)


def test_the_garden_centre_stops_for_its_encoding_and_its_date(run: Run, shared_data: Path) -> None:
    file = shared_data / "truffaut_garden_retail_fr" / "nps.csv"
    status, _, err = run("import", "responses", file)
    assert status == 3
    assert "--encoding" in err
    status, _, err = run("import", "responses", file, "--encoding", "latin-1")
    assert status == 3
    assert "responded_at" in err
    choices = ("--encoding", "latin-1", "--set", "responded_at=2015-06-01")
    loaded = answer(run, "import", "responses", file, *choices)
    assert (loaded["accepted"], loaded["rejected"]) == (13612, 342)
    assert everybody(run)["nps"] == pytest.approx(53.4161, abs=1e-4)


def test_the_sudzilla_form_gives_its_published_score(run: Run, shared_data: Path) -> None:
    file = shared_data / "preppin_sudzilla_googleforms" / "input_02.csv"
    score = "On a scale of 0-10, how would you rate Sudzilla?"
    loaded = answer(run, "import", "responses", file, "--id", "row-hash", "--map", f"score={score}")
    assert loaded["accepted"] == 39
    assert everybody(run)["nps"] == pytest.approx(-35.8974, abs=1e-4)


def test_the_airlines_are_99_brands(run: Run, shared_data: Path) -> None:
    files = [shared_data / "preppin_airlines_competitor_nps" / f"input_0{n}.csv" for n in (1, 2)]
    score = "How likely are you to recommend this airline?"
    choices = ("--map", "brand=Airline", "--map", "response_id=CustomerID", "--map", f"score={score}")
    loaded = answer(run, "import", "responses", *files, *choices, "--set", "responded_at=2021-06-01")
    assert sum(one["accepted"] for one in loaded["files"]) == 5907
    rows = {row["group"]["brand"]: row for row in answer(run, "nps", "--by", "brand")["rows"]}
    assert len(rows) == 99
    assert rows["Prep Air"]["nps"] == pytest.approx(21.1957, abs=1e-4)
    assert answer(run, "nps")["rows"] == []
    run("settings", "own_brand=Prep Air")
    assert everybody(run)["nps"] == pytest.approx(21.1957, abs=1e-4)


@pytest.mark.parametrize("name", ["qualtrics_sample_de.csv", "qualtrics_sample_legacy.csv"])
def test_qualtrics_samples_are_recognized_and_ask_for_the_score(run: Run, shared_data: Path, name: str) -> None:
    status, _, err = run("import", "responses", shared_data / "formats" / name)
    assert status == 3
    assert "--map score=" in err
    loaded = answer(run, "import", "responses", shared_data / "formats" / name, "--map", "score=Q1")
    assert loaded["format"].startswith("qualtrics")
    assert (loaded["rows"], loaded["accepted"]) == (1, 1)


def test_a_table_that_somebody_else_made_loads_by_its_own_columns(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "states.csv"
    file.write_text("State,Beds\nAK,20\nAL,30\nAL,31\n")
    loaded = answer(run, "import", "brands", file, "--map", "brand=State", "--set", "kind=competitor")
    assert (loaded["accepted"], loaded["duplicates"]) == (2, 1)
    status, _, err = run("import", "brands", file, "--map", "brand=Nation", "--set", "kind=competitor")
    assert status == 2
    assert "has no column 'Nation'. Its columns are: State, Beds." in err


# How it ends ----------------------------------------------------------------------------------------------------------


def test_every_command_and_option_of_the_design_is_there(run: Run) -> None:
    assert {"import", "demo", "templates", "nps", "settings", "check", "undo-import"} <= set(cli.commands)
    _, out, _ = run("import", "responses", "--help")
    options = (
        "format map set dates scale encoding sheet header-line score-column id rating keep-good replace replace-demo"
    )
    for option in f"{options} replace-demo dry-run rejects json".split():
        assert f"--{option}" in out


def test_a_store_that_is_not_there_is_said_so(run: Run) -> None:
    status, out, err = run("nps", "--json")
    assert (status, out) == (2, "")
    assert "no store" in err.lower()


@pytest.mark.parametrize(
    "words",
    [
        ("nps", "--by", "planet"),
        ("nps", "--period", "week"),
        ("nps", "--where", "region"),
        ("settings", "margin=much"),
        ("settings", "no_such_setting=1"),
        ("undo-import", "17"),
        ("import", "planets", "file.csv"),
        ("import", "responses", "no_such_file.csv"),
    ],
)
def test_what_does_not_exist_is_refused_in_words(run: Run, words: tuple[str, ...], tmp_path: Path) -> None:
    run("import", "responses", write(tmp_path, ["a,2026-05-01,9,EMEA"]))
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_hidden_groups_have_no_figure_and_no_count(run: Run, tmp_path: Path) -> None:
    rows = [f"a{i},2026-05-01,9,EMEA" for i in range(40)] + [f"b{i},2026-05-01,2,Americas" for i in range(3)]
    rows += [f"c{i},2026-05-01,8,Pacific" for i in range(30)]
    run("import", "responses", write(tmp_path, rows))
    found = {row["group"]["region"]: row for row in answer(run, "nps", "--by", "region")["rows"]}
    for region in ("Americas", "Pacific"):
        figures = [found[region][name] for name in ("n", "promoters", "passives", "detractors", "nps", "low", "high")]
        assert figures == [None] * 7
        assert "hidden" in found[region]["note"]
    assert found["EMEA"]["n"] == 40


def test_groups_of_a_period_sum_to_everybody(run: Run, tmp_path: Path) -> None:
    rows = [f"r{i},2026-0{1 + i % 6}-1{i % 9},{i % 11},{('EMEA', 'Americas')[i % 2]}" for i in range(600)]
    run("import", "responses", write(tmp_path, rows))
    everyone = {row["period"]: row["n"] for row in answer(run, "nps", "--period", "month")["rows"]}
    split: dict[str, int] = {}
    for row in answer(run, "nps", "--period", "month", "--by", "region")["rows"]:
        split[row["period"]] = split.get(row["period"], 0) + row["n"]
    assert list(everyone) == [f"2026-0{month}" for month in range(1, 7)]
    assert split == everyone
    only = answer(run, "nps", "--where", "region=EMEA")["rows"]
    assert only[0]["n"] == 300


def test_refused_rows_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, ["a,2026-05-01,9,EMEA", "b,2026-05-02,eleven,EMEA", "c,2026-05-03,7,EMEA"])
    loaded = answer(run, "import", "responses", file, "--rejects", tmp_path / "refused.csv")
    assert loaded["first_rejects"][0] == {"line": 3, "reason": loaded["first_rejects"][0]["reason"], "value": "eleven"}
    assert "eleven" in (tmp_path / "refused.csv").read_text(encoding="utf-8-sig")


def test_a_dry_run_loads_nothing(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, ["a,2026-05-01,9,EMEA"])
    loaded = answer(run, "import", "responses", file, "--dry-run")
    assert (loaded["accepted"], loaded["import_id"]) == (1, None)
    assert run("nps")[0] == 2


def test_an_import_can_be_taken_back(run: Run, tmp_path: Path) -> None:
    first = answer(run, "import", "responses", write(tmp_path, [f"a{i},2026-05-01,9,EMEA" for i in range(9)]))
    before = everybody(run)
    second = answer(run, "import", "responses", write(tmp_path, ["a0,2026-05-01,8,EMEA"], "may.csv"), "--replace")
    assert (second["updated"], second["accepted"]) == (1, 0)
    assert everybody(run)["promoters"] == 8
    assert run("undo-import", str(second["import_id"]))[0] == 0
    assert everybody(run) == before
    assert run("undo-import", str(second["import_id"]))[0] == 2
    assert run("undo-import", str(first["import_id"]))[0] == 0
    assert answer(run, "nps")["rows"] == []
    assert run("check")[0] == 0


def test_the_first_import_into_the_demo_asks(
    run: Run, own_demo_store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_STORE", own_demo_store.location)
    file = write(tmp_path, [f"a{i},2026-05-01,9,EMEA" for i in range(9)])
    status, _, err = run("import", "responses", file)
    assert status == 3
    assert "--replace-demo" in err
    answer(run, "import", "responses", file, "--replace-demo")
    assert everybody(run)["n"] == 9
    assert "company_name=\n" in run("settings", "company_name=")[1] or "Meridian" not in run("settings")[1]


def test_settings_show_and_change(run: Run) -> None:
    status, out, _ = run("settings", "margin=4", "fiscal_year_first_month=7")
    assert status == 0
    assert set(out.splitlines()) == {"margin=4", "fiscal_year_first_month=7"}
    status, out, _ = run("settings")
    assert "margin=4" in out.splitlines()
    assert run("settings", "margin=6", "fiscal_year_first_month=13")[0] == 2
    assert run("settings")[1] == out


def test_templates_are_written_and_load_as_they_stand(run: Run, tmp_path: Path) -> None:
    assert run("templates", tmp_path / "templates")[0] == 0
    names = {path.stem for path in (tmp_path / "templates").iterdir()}
    assert {"responses", "targets", "events", "invitations", "leaders", "brands", "surveys"} <= names
    assert answer(run, "import", "targets", tmp_path / "templates" / "targets.csv")["rejected"] == 0
    status, _, err = run("import", "responses", tmp_path / "templates" / "responses.csv")
    assert status == 0, err


def test_what_a_file_holds_is_no_command_to_the_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "hostile.csv"
    file.write_text("response_id,when\x1b[2J,rating \u202egnp\nr1,2026-01-01,9\n")
    status, _, err = run("import", "responses", file)
    assert status == 3
    assert "when\N{REPLACEMENT CHARACTER}[2J" in err
    assert not {"\x1b", "\u202e"} & set(err)


# What is on record ----------------------------------------------------------------------------------------------------


def test_what_a_command_changes_or_takes_away_is_on_record_by_whoever_ran_it(run: Run, tmp_path: Path) -> None:
    """A look, a try and a refusal before anything began leave no entry."""
    leaders = tmp_path / "leaders.csv"
    leaders.write_text("leader_id,name,scope\nana,Ana,*\n")
    file = write(tmp_path, [f"r{n},2026-{n % 3 + 1:02d}-0{n % 9 + 1},9,EMEA" for n in range(30)])
    for words in (
        ("import", "responses", file, "--dry-run"),
        ("import", "responses", file),
        ("import", "leaders", leaders),
        ("settings", "margin=4", "company_name=Acme"),
        ("settings",),
        ("grant", "ana@example.com", "leader"),
        ("close", "--period", "2026-01"),
        ("draft", "--leader", "ana", "--audience", "team", "--period", "2026Q1"),
        ("draft", "--leader", "ana", "--audience", "team", "--period", "2026Q1", "--out", tmp_path / "ana.docx"),
        ("undo-import", "1"),
    ):
        status, _, err = run(*words)
        assert status == 0, (words, err)
    assert run("undo-import", "7")[0] == 2
    assert run("import", "responses", tmp_path / "none.csv")[0] == 2
    found = audit.entries(Store(str(tmp_path / "cx.duckdb")))
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    assert {(entry.actor, entry.roles) for entry in found} == {(f"command line ({user})", "cx_leader")}
    person = next(entry.object for entry in found if entry.action == "change role").split()[0]
    assert [(entry.action, entry.object, entry.result) for entry in reversed(found)] == [
        ("import", "responses", "begun"),
        ("import", "responses 1", "done"),
        ("maintain", "leaders", "done"),
        ("change settings", "company_name margin", "done"),
        ("change role", f"{person} +leader", "done"),
        ("close period", "2026-01", "done"),
        ("read draft", "ana team 2026Q1", "done"),
        ("export draft", "ana team 2026Q1", "done"),
        ("undo import", "1", "done"),
        ("import", "responses", "begun"),
        ("import", "responses", "failed"),
    ]
