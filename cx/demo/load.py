"""The demo company becomes a store by the road of any import: files are written, read, checked and loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from cx.actions import closing, settings, speaking
from cx.actions.making import Store, demo_store
from cx.demo import company, files, late, projects, ratings, spoken
from cx.domain.errors import BadFile
from cx.ingest import isolation, maintained, responses
from cx.ingest.options import Options, RatingColumn

Progress = Callable[[float, str], None]

WRITING = 0.15
"""Share of the time that making and writing the files takes, 0 to 1."""

RATINGS = {
    company.RELATIONSHIP: tuple(RatingColumn(name, name, 0, 10) for name in ratings.NAMES),
    company.SUPPORT: (RatingColumn(ratings.EFFORT, ratings.EFFORT, *ratings.EFFORT_SCALE),),
}

SETTINGS_BEFORE = {"employee_names": "keep"}
"""What decides how files are read."""

SETTINGS = {
    "company_name": company.NAME,
    "own_brand": company.NAME,
    "main_competitor": company.MAIN_COMPETITOR,
    "primary_survey": company.RELATIONSHIP,
    "currency": "USD",
    "projects_at_once": str(projects.AT_ONCE),
}


def load(store: Store, progress: Progress | None = None, by: str = "demo", folder: Path | None = None) -> None:
    """Make the demo company in place of an absent or empty store, or of an earlier demo company.

    progress: told a share done, 0 to 1, and what is being done. folder: for its files; beside the store by default.
    Raises BadValue where the store holds a company's own answers; it is left as it was.
    """
    tell = progress or _quietly
    with isolation.own_files(), demo_store(store, company.TODAY) as fresh:
        tell(0.0, "Writing the demo company's files")
        written = files.write(folder or _beside(store))
        settings.change_while_making(fresh, SETTINGS_BEFORE, by)
        steps: list[tuple[str, Path]] = [*written.tables.items(), *written.answers.items()]
        parts = _parts([path for _, path in steps])
        for (name, path), (begun, ended) in zip(steps, parts, strict=True):
            part = _part(tell, begun, ended, f"Loading {path.name}")
            part(0.0, "")
            if name in written.tables:
                _whole(path, maintained.load(fresh, name, path, by=by).rejected)
            else:
                _answers(fresh, name, path, by, RATINGS.get(name, ()), part)
        settings.change_while_making(fresh, SETTINGS, by)
        closing.close_while_making(fresh, by, late.closings(), today=company.LAST_DAY)
        _answers(fresh, company.RELATIONSHIP, written.late, by, ())
        _spoken(fresh, written.tables["targets"], by)
    tell(1.0, "The demo company is ready")


def _spoken(store: Store, targets: Path, by: str) -> None:
    """Saved speaking points; one set is approved before the target that it names is lowered."""
    earlier = targets.with_name("targets_before.csv")
    earlier.write_text(f"survey_id,scope,period,target\n{company.RELATIONSHIP},*,2026,{spoken.EARLIER_TARGET}\n")
    _whole(earlier, maintained.load(store, "targets", earlier, by=by).rejected)
    speaking.while_making(store, spoken.WHO, [spoken.STALE])
    _whole(targets, maintained.load(store, "targets", targets, by=by).rejected)
    speaking.while_making(store, spoken.WHO, spoken.STANDING)


def _answers(
    store: Store,
    survey_id: str,
    path: Path,
    by: str,
    ratings: tuple[RatingColumn, ...],
    progress: Progress | None = None,
) -> None:
    options = Options(format="generic", constants={"survey_id": survey_id}, ratings=ratings)
    _whole(path, responses.load(store, path, options, by=by, today=company.LAST_DAY, progress=progress).rejected)


def _parts(paths: Sequence[Path]) -> list[tuple[float, float]]:
    """Where each file begins and ends, 0 to 1; opening a file takes as long as reading half a megabyte."""
    sizes = [path.stat().st_size + 500_000 for path in paths]
    done = [WRITING + (1 - WRITING) * sum(sizes[:place]) / sum(sizes) for place in range(len(sizes) + 1)]
    return list(pairwise(done))


def _part(tell: Progress, begun: float, ended: float, doing: str) -> Progress:
    return lambda share, _: tell(begun + (ended - begun) * share, doing)


def _whole(path: Path, rejected: int) -> None:
    if rejected:
        raise BadFile(
            f"{path.name}: {rejected} rows of the demo company were refused; it is loaded whole or not at all."
        )


def _beside(store: Store) -> Path:
    return (store.path.parent if store.path else Path("data")) / "demo"


def _quietly(share: float, doing: str) -> None:
    """Nobody is told."""
