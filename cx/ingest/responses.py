"""Load or preview a survey export."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from cx.domain.errors import BadFile, ChoiceNeeded, CxError
from cx.ingest import isolation, late_files
from cx.ingest.isolation import Progress
from cx.ingest.options import Options
from cx.ingest.outcome import Outcome, Preview
from cx.ingest.refused_rows import refuse_bad, write_rejects
from cx.ingest.which_survey import survey_for
from cx.settings import Environment
from cx.store import comment_counts, company, loading
from cx.store.beside import writing_beside
from cx.store.leaving_demo import put_demo_aside
from cx.store.opening import Store
from cx.store.staging.respondents import RESPONDENT_KEY

__all__ = ["Outcome", "Preview", "load", "preview"]

MANY = 100_000
"""Answers that take longer to load than the store takes to copy."""


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
    beside: bool = False,
) -> Outcome:
    """Read, check and load a file; all of it or nothing.

    today: later answers are refused; the company's day where not given. file_name: how its holder calls it, where that
    is not the path's name. into_demo: the demo company's own files. beside: other processes read on while many answers
    are loaded; for a process that serves no readers itself.
    Raises ChoiceNeeded (nothing changed, the message names the option), BadFile, BadValue, UnknownName.
    """
    options = options or Options()
    known = _known(store)
    if known.demo and not into_demo:
        _ask_to_leave_demo(store, options)
        with store.fresh() as own:
            outcome = load(own, path, options, by=by, today=today, progress=progress, file_name=file_name)
            if not options.dry_run:
                put_demo_aside(store, own, datetime.now(UTC))
        return outcome
    with (
        nullcontext(store) if options.dry_run else store.made_ahead() as store,
        _staged(store, Path(path), options, known, today, progress, file_name) as staged,
    ):
        _raise_choice(staged.answer)
        write_rejects(options, staged.answer, staged.scratch)
        refuse_bad(staged.name, staged.answer["checked"], options)
        load_ = _as_load(staged, options, known, by)
        if progress:
            progress(0.65, "Loading the answers")
        if options.dry_run:
            counts, restates = _rehearsed(store, staged, load_)
            return _outcome(staged, counts, None, load_.survey_id, restates)
        apart = beside and staged.answer["checked"]["answers"] >= MANY
        with (writing_beside if apart else Store.writing)(store, staged.scratch) as connection:
            if "respondent" in staged.answer["reading"]["mapping"]:
                company.put(connection, RESPONDENT_KEY, staged.key, by)
            committed, restates = late_files.load(connection, load_)
        comment_counts.settle(store, _after(progress))
        if progress:
            progress(1.0, "Done")
        return _outcome(staged, committed.counts, committed.import_id, load_.survey_id, restates)


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
        refuse_bad(staged.name, answer["checked"], options)
    except BadFile as bad:
        problem = str(bad)
    try:
        counts, restates = _rehearsed(store, staged, load_)
    except ChoiceNeeded as choice:
        return Preview(choice=str(choice), options=choice.options, problem=problem, **shown)
    return Preview(problem=problem, outcome=_outcome(staged, counts, None, load_.survey_id, restates), **shown)


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


def _after(progress: Progress | None) -> Progress | None:
    """The progress of counting comments, which follows the loading."""
    return (lambda share, doing: progress(0.75 + 0.25 * share, doing)) if progress else None


def _raise_choice(answer: Mapping[str, Any]) -> None:
    if "choice" in answer:
        raise ChoiceNeeded(answer["choice"]["message"], tuple(answer["choice"]["options"]))


def _as_load(staged: _Staged, options: Options, known: _Known, by: str) -> loading.Load:
    answer, checked = staged.answer, staged.answer["checked"]
    constants = {n: v for n, v in answer["reading"]["constants"].items() if n not in ("survey_id", "responded_at")}
    told = options.constants.get("survey_id", "").strip()
    survey = survey_for(answer, told, staged.name, known.maps, known.survey_of)
    reading = {name: answer["reading"][name] for name in answer["reading"] if name != "columns"}
    return loading.Load(
        survey_id=survey.survey_id,
        survey_name=survey.name,
        survey_key=survey.key,
        source_key=answer["source_key"],
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
        months={date.fromisoformat(month): answers for month, answers in checked["months"].items()},
        first_day=_day(checked["first_day"]),
        last_day=_day(checked["last_day"]),
        replace=options.replace,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rehearsed(store: Store, staged: _Staged, load_: loading.Load) -> tuple[loading.Compared, late_files.Restates]:
    """What loading would count, and which closed periods it would restate."""
    checked = staged.answer["checked"]
    if not store.exists():
        return loading.Compared(checked["answers"], 0, checked["duplicates"]), ()
    with store.reading() as connection:
        if company.is_demo(connection):
            return loading.Compared(checked["answers"], 0, checked["duplicates"]), ()
    return late_files.rehearse(store, staged.scratch, load_)


def _outcome(
    staged: _Staged, counts: loading.Compared, import_id: int | None, survey_id: str, restates: tuple[str, ...]
) -> Outcome:
    checked, reading = staged.answer["checked"], staged.answer["reading"]
    notes = []
    if reading["remembered"]:
        notes.append("Read as the last file with the same header was, where nothing else was said.")
    notes += [_rating_note(rating) for rating in staged.answer["ratings"]]
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
        ratings=tuple(staged.answer["ratings"]),
        restates=restates,
    )


def _rating_note(rating: Mapping[str, Any]) -> str:
    """'Rating Food, 1 to 5: 2,312 given, 431 blank; left out: "0" 80 times.'"""
    told = f"Rating {rating['name']}, {rating['low']:g} to {rating['high']:g}: {rating['values']:,} given"
    told += f", {rating['blank']:,} blank" if rating["blank"] else ""
    left_out = [f"“{value}” {times:,} time{'' if times == 1 else 's'}" for value, times in rating["left_out"].items()]
    if rating["others"]:
        left_out.append(f"{rating['others']:,} more")
    return f"{told}; left out: {', '.join(left_out)}." if left_out else f"{told}."


def _ask_to_leave_demo(store: Store, options: Options) -> None:
    if not options.replace_demo:
        raise ChoiceNeeded(
            "This store holds the demo company; your answers must not mix with its. Pass --replace-demo to start a"
            " store of your own with this file (the demo is moved aside), or set CX_STORE to another place.",
            ("--replace-demo",),
        )
    if store.path is None:
        raise CxError("The demo company is on a database server. Set CX_STORE to an empty database for your answers.")
