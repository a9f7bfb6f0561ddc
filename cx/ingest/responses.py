"""Load or preview a survey export."""

from __future__ import annotations

import csv
import json
import re
import secrets
import shutil
import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, ChoiceNeeded, CxError
from cx.ingest import isolation
from cx.ingest.isolation import Progress
from cx.ingest.options import Options
from cx.settings import Environment
from cx.store import company, loading
from cx.store.opening import Store

RESPONDENT_KEY = "respondent_key"
"""Name under which the key that respondents are hashed with is kept in the store."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: rows = accepted + updated + duplicates + rejected, always.

    import_id: None on a dry run. first_rejects: at most ten, by line. notes: what was taken from an earlier import.
    survey_id: where its answers went.
    """

    file: str
    format: str
    rows: int
    accepted: int
    updated: int
    duplicates: int
    rejected: int
    reasons: dict[str, int]
    first_rejects: list[dict[str, Any]]
    import_id: int | None
    survey_id: str = ""
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        names = ("file", "format", "rows", "accepted", "updated", "duplicates", "rejected", "reasons", "first_rejects")
        return {**{name: getattr(self, name) for name in names}, "import_id": self.import_id}


@dataclass(frozen=True, slots=True)
class Preview:
    """How a file was read and what loading it would do.

    reading: format, encoding, delimiter, header line, columns with samples, mapping with reasons, date order; empty
    where the file could not be opened without a choice. choice, options: what is still to be chosen, '' where nothing.
    problem: why it would be refused, ''. outcome: counts, None while a choice is open. answers: the first as they would
    be stored. refused: reason -> first refused rows.
    """

    reading: Mapping[str, Any] = field(default_factory=dict)
    choice: str = ""
    options: tuple[str, ...] = ()
    problem: str = ""
    outcome: Outcome | None = None
    answers: tuple[Mapping[str, str], ...] = ()
    refused: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows before a file is read."""

    zone: str = "UTC"
    demo: bool = False
    key: str = ""
    maps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    survey_of: Mapping[str, str] = field(default_factory=dict)


def load(
    store: Store,
    path: Path | str,
    options: Options | None = None,
    *,
    by: str = "command line",
    today: date | None = None,
    progress: Progress | None = None,
    file_name: str = "",
    into_demo: bool = False,
) -> Outcome:
    """Read, check and load a file; all of it or nothing.

    today: later answers are refused; the company's day where not given. file_name: how its holder calls it, where that
    is not the path's name. into_demo: the demo company's own files.
    Raises ChoiceNeeded (nothing changed, the message names the option), BadFile, BadValue, UnknownName.
    """
    options = options or Options()
    known = _known(store)
    if known.demo and not into_demo:
        _ask_to_leave_demo(options)
        return _load_in_place_of_demo(store, path, options, by, today, progress, file_name)
    with _staged(store, Path(path), options, known, today, progress, file_name) as staged:
        _raise_choice(staged.answer)
        _write_rejects(options, staged.answer, staged.scratch, store)
        _refuse_bad(staged.name, staged.answer["checked"], options)
        load_ = _as_load(staged, options, known, by)
        if progress:
            progress(0.65, "Loading the answers")
        if options.dry_run:
            return _outcome(staged, _dry_counts(store, staged, load_), None, load_.survey_id)
        with store.writing(scratch=staged.scratch) as connection:
            if "respondent" in staged.answer["reading"]["mapping"]:
                company.put(connection, RESPONDENT_KEY, staged.key, by)
            committed = loading.commit(connection, load_)
        if progress:
            progress(1.0, "Done")
        return _outcome(staged, committed.counts, committed.import_id, load_.survey_id)


def preview(
    store: Store,
    path: Path | str,
    options: Options | None = None,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    file_name: str = "",
) -> Preview:
    """What loading would do, and every choice that it needs, without changing anything. Raises BadFile for junk."""
    options = options or Options()
    known = _known(store)
    if known.demo:
        known = _Known()
    try:
        with _staged(store, Path(path), options, known, today, progress, file_name) as staged:
            return _previewed(store, staged, options, known)
    except ChoiceNeeded as choice:
        return Preview(choice=str(choice), options=choice.options)


def _previewed(store: Store, staged: _Staged, options: Options, known: _Known) -> Preview:
    answer = staged.answer
    if "choice" in answer:
        choice = answer["choice"]
        return Preview(answer["reading"], choice["message"], tuple(choice["options"]))
    shown = {
        "reading": answer["reading"],
        "answers": tuple(answer["first_answers"]),
        "refused": answer["refused"],
    }
    load_ = _as_load(staged, options, known, "")
    problem = ""
    try:
        _refuse_bad(staged.name, answer["checked"], options)
    except BadFile as bad:
        problem = str(bad)
    try:
        counts = _dry_counts(store, staged, load_)
    except ChoiceNeeded as choice:
        return Preview(choice=str(choice), options=choice.options, problem=problem, **shown)
    return Preview(problem=problem, outcome=_outcome(staged, counts, None, load_.survey_id), **shown)


# Reading --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Staged:
    """A file that the child has read; scratch holds its rows until the block ends."""

    name: str
    answer: dict[str, Any]
    scratch: Path
    key: str


@contextmanager
def _staged(
    store: Store,
    path: Path,
    options: Options,
    known: _Known,
    today: date | None,
    progress: Progress | None,
    file_name: str,
) -> Iterator[_Staged]:
    name = Path(file_name or path.name).name
    key = known.key or secrets.token_hex(32)
    folder = store.work_folder.absolute()
    with isolation.in_work_folder(path.absolute(), folder) as link:
        scratch = link.with_suffix(".duckdb")
        request = {
            "options": options.as_request(),
            "remembered": dict(known.maps),
            "scratch": str(scratch),
            "today": (today or Environment().day(known.zone)).isoformat(),
            "zone": known.zone,
            "key": key,
        }
        yield _Staged(name, isolation.run("stage", link, name, request, progress), scratch, key)


def _known(store: Store) -> _Known:
    if not store.exists():
        return _Known()
    with store.reading() as connection:
        return _Known(
            zone=company.load(connection).time_zone,
            demo=company.is_demo(connection),
            key=company.get(connection, RESPONDENT_KEY) or "",
            maps=loading.remembered(connection),
            survey_of=loading.surveys_by_source(connection),
        )


def _raise_choice(answer: Mapping[str, Any]) -> None:
    if "choice" in answer:
        raise ChoiceNeeded(answer["choice"]["message"], tuple(answer["choice"]["options"]))


def _refuse_bad(name: str, checked: Mapping[str, Any], options: Options) -> None:
    """A file over half of whose rows are bad is most likely read in the wrong way."""
    bad, rows = checked["refused"] - checked["set_aside"], checked["rows"] - checked["set_aside"]
    if options.keep_good or bad * 2 <= rows:
        return
    reasons = ", ".join(f"{reason} ({count:,})" for reason, count in list(checked["reasons"].items())[:4])
    first = checked["first_refused"][0]
    raise BadFile(
        f"{name}: {bad:,} of {rows:,} rows cannot be used: {reasons}. The first is line {first['line']}"
        f" ('{first['value']}'). Check how the columns are mapped; to load the other rows anyway, pass --keep-good."
    )


def _as_load(staged: _Staged, options: Options, known: _Known, by: str) -> loading.Load:
    answer, checked = staged.answer, staged.answer["checked"]
    constants = {n: v for n, v in answer["reading"]["constants"].items() if n not in ("survey_id", "responded_at")}
    key = answer["source_key"]
    survey_id = (
        options.constants.get("survey_id", "").strip()
        or answer["survey_id"]
        or known.survey_of.get(key, "")
        or f"{_slug(staged.name)}-{key[:6]}"
    )
    reading = {name: answer["reading"][name] for name in answer["reading"] if name != "columns"}
    return loading.Load(
        survey_id=survey_id,
        survey_name=survey_id if "survey_id" in options.constants else _title(staged.name),
        source_key=key,
        file_name=staged.name,
        sha256=answer["sha256"],
        format=answer["reading"]["format"],
        reading=json.dumps(reading, ensure_ascii=False),
        choices=json.dumps(answer["choices"], ensure_ascii=False),
        by=by,
        at=datetime.now(UTC),
        rows=checked["rows"],
        duplicates=checked["duplicates"],
        refused=checked["refused"],
        reasons=answer["reasons"],
        constants={name: value.strip() for name, value in constants.items()},
        ordered=checked["ordered"],
        months=[date.fromisoformat(month) for month in checked["months"]],
        first_day=_day(checked["first_day"]),
        last_day=_day(checked["last_day"]),
        replace=options.replace,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _slug(name: str) -> str:
    """The file's name as a short id: letters, digits and dashes.

    >>> _slug("Relación Q3 (final).csv")
    'relacion-q3-final'
    """
    stem = name.split(".")[0] or "survey"
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40].strip("-") or "survey"


def _title(name: str) -> str:
    words = " ".join(re.sub(r"[_\-]+", " ", name.split(".")[0]).split())
    printable = "".join(character for character in words if character.isprintable())[:80]
    return printable[:1].upper() + printable[1:] or "Survey"


def _dry_counts(store: Store, staged: _Staged, load_: loading.Load) -> loading.Compared:
    """What loading would count, by looking only."""
    checked = staged.answer["checked"]
    if not store.exists():
        return loading.Compared(checked["answers"], 0, checked["duplicates"])
    with store.writing(scratch=staged.scratch) as connection:
        if company.is_demo(connection):
            return loading.Compared(checked["answers"], 0, checked["duplicates"])
        return loading.compare(connection, load_)


def _outcome(staged: _Staged, counts: loading.Compared, import_id: int | None, survey_id: str) -> Outcome:
    checked, reading = staged.answer["checked"], staged.answer["reading"]
    notes = []
    if reading["remembered"]:
        notes.append("Read as the last file with the same header was, where nothing else was said.")
    return Outcome(
        file=staged.name,
        format=reading["format"],
        rows=checked["rows"],
        accepted=counts.accepted,
        updated=counts.updated,
        duplicates=counts.duplicates,
        rejected=checked["refused"],
        reasons=checked["reasons"],
        first_rejects=checked["first_refused"],
        import_id=import_id,
        survey_id=survey_id,
        notes=tuple(notes),
    )


# Refused rows ---------------------------------------------------------------------------------------------------


def _write_rejects(options: Options, answer: Mapping[str, Any], scratch: Path, store: Store) -> None:
    """Write every refused row to the file that was asked for."""
    if options.rejects is None:
        return
    from cx.store.staging import reading_back

    try:
        with options.rejects.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["line", "reason", "value"])
            for line, code, value in reading_back.refused(scratch):
                writer.writerow([line, answer["reasons"][code], harmless(value)])
    except OSError as failed:
        raise CxError(f"{options.rejects} cannot be written: {failed.strerror}.") from failed


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; a plain number stays one."""
    if text.startswith(DANGEROUS) and not re.fullmatch(r"[+-]?\d+([.,]\d+)?", text):
        return f"'{text}"
    return text


# The demo company -----------------------------------------------------------------------------------------------


def _ask_to_leave_demo(options: Options) -> None:
    if not options.replace_demo:
        raise ChoiceNeeded(
            "This store holds the demo company; your answers must not mix with its. Pass --replace-demo to start a"
            " store of your own with this file (the demo is moved aside), or set CX_STORE to another place.",
            ("--replace-demo",),
        )


def _load_in_place_of_demo(
    store: Store,
    path: Path | str,
    options: Options,
    by: str,
    today: date | None,
    progress: Progress | None,
    file_name: str,
) -> Outcome:
    """Load into a fresh store beside the demo's and put it in its place once that has succeeded."""
    if store.path is None:
        raise CxError("The demo company is on a database server. Set CX_STORE to an empty database for your answers.")
    fresh = Store(str(store.work_folder / f"{uuid.uuid4().hex}.duckdb"))
    try:
        outcome = load(
            fresh, path, options, by=by, today=today, progress=progress, file_name=file_name or Path(path).name
        )
        if not options.dry_run and fresh.path is not None:
            aside = store.work_folder / f"demo-{datetime.now(UTC):%Y%m%d-%H%M%S}.duckdb"
            _move(store.path, aside)
            _move(fresh.path, store.path)
        return outcome
    finally:
        shutil.rmtree(fresh.work_folder, ignore_errors=True)
        if fresh.path is not None:
            fresh.path.unlink(missing_ok=True)


def _move(source: Path, target: Path) -> None:
    """Rename a closed store with its log; a log left behind would be replayed into another store."""
    for suffix in (".wal", ""):
        file = source.with_name(source.name + suffix)
        if file.exists():
            file.replace(target.with_name(target.name + suffix))
