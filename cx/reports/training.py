"""Training: who completed what the council agreed, by unit and level up to the board, against headcount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cx.domain.periods import FiscalCalendar, Grain
from cx.domain.samples import Hidden, hidden_table
from cx.domain.tables import Table
from cx.domain.training import Completion, Course, Level, Register, Standing, Trained
from cx.narrative import numbers
from cx.narrative import training as words
from cx.narrative.badges import Badge, Tone
from cx.narrative.strategy import day
from cx.reports.parts import Headline, Link, Notice, State, Tile
from cx.reports.strategy_parts import MatrixPart, Word
from cx.settings import Company
from cx.store import company as companies
from cx.store import training as stored
from cx.store.once import once
from cx.store.opening import Connection, Store

QUARTERS = 8
ALL = "all"
"""All levels together, beside the levels."""
MOST_NOTICES = 3
EVERYBODY = "Whole company"


@dataclass(frozen=True, slots=True)
class SharePart:
    """Percent of people over time. shares: None where nobody had to be trained. target: percent."""

    title: str
    caption: str
    alt: str
    labels: tuple[str, ...]
    shares: tuple[float | None, ...]
    told: tuple[str, ...]
    target: float
    table: Table


@dataclass(frozen=True, slots=True)
class CourseCard:
    """One course. told: how many are done, '' where too few. rest: who must take it, what was agreed, cost, owner."""

    course_id: str
    name: str
    about: str
    told: str
    badges: tuple[Badge, ...]
    rest: tuple[str, ...]
    described: bool


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """The parts are None where nothing is known. notes: what the figures leave out. names: whether any are kept."""

    headline: Headline
    tiles: tuple[Tile, ...] = ()
    attention: tuple[Notice, ...] = ()
    matrix: MatrixPart | None = None
    trend: SharePart | None = None
    courses: tuple[CourseCard, ...] = ()
    notes: tuple[str, ...] = ()
    names: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    """What everything on the page is made of."""

    company: Company
    register: Register
    units: Mapping[str, str]
    trained: Trained
    hidden: Hidden[str, str]
    today: date

    @classmethod
    def open(cls, connection: Connection, today: date) -> _Known:
        return once(connection, (cls, today), lambda: cls._read(connection, today))

    @classmethod
    def _read(cls, connection: Connection, today: date) -> _Known:
        company = companies.load(connection)
        register = once(connection, "training", lambda: stored.register(connection))
        trained = register.on(today)
        counts = {(unit, str(level)): found.people for (unit, level), found in trained.groups.items()}
        hidden = hidden_table(counts, company.hide_below, {str(level): ALL for level in Level})
        return cls(company, register, stored.unit_names(connection), trained, hidden, today)

    @property
    def shown(self) -> bool:
        """Whether the company's own figure may be shown, and there is one."""
        return ALL not in self.hidden.totals and self.trained.whole.people > 0

    def name(self, unit: str) -> str:
        return self.units.get(unit, unit)

    def standing(self, found: Completion) -> Standing:
        return found.standing(self.company.training_target)

    def units_behind(self) -> list[tuple[str, Completion]]:
        """Units that may be shown and are behind, the furthest first."""
        found = [(unit, self.trained.of_unit(unit)) for unit in self.listed() if (unit, ALL) not in self.hidden.cells]
        late = [(unit, one) for unit, one in found if self.standing(one) is Standing.BEHIND]
        return sorted(late, key=lambda pair: (pair[1].share or 0.0, pair[0]))

    def listed(self) -> list[str]:
        """Units with anybody to train, in the order of their names."""
        return sorted({unit for unit, _ in self.trained.groups}, key=self.name)


def report(store: Store, today: date) -> TrainingReport:
    if not store.exists():
        return TrainingReport(_nothing(words.NOTHING_AGREED))
    with store.reading() as connection:
        known = _Known.open(connection, today)
    courses = tuple(_card(known, course) for course in known.register.courses)
    if not known.register.courses:
        return TrainingReport(_nothing(words.NOTHING_AGREED))
    if not known.shown:
        sentence = words.TOO_FEW if known.trained.whole.people else words.NOTHING_KNOWN
        return TrainingReport(_nothing(sentence, known=True), courses=courses, notes=tuple(_notes(known)))
    behind = [(known.name(unit), found) for unit, found in known.units_behind()]
    return TrainingReport(
        headline=Headline(State.READY, words.headline(known.trained.whole, behind), as_of=f"As of {day(today)}"),
        tiles=tuple(_tiles(known)),
        attention=tuple(_notices(known)),
        matrix=_matrix(known),
        trend=_trend(known),
        courses=courses,
        notes=tuple(_notes(known)),
        names=any(one.name for one in known.register.assignments),
    )


def notice(connection: Connection, today: date) -> tuple[Notice, ...]:
    """The one line of the first page, only where a unit is behind: the furthest, with a link."""
    known = _Known.open(connection, today)
    found = list(_notices(known))[:1] if known.shown else []
    return tuple(Notice(one.tone, one.name, one.finding, Link("training")) for one in found)


def share_trained(connection: Connection, today: date) -> Completion | None:
    """Everybody's completion, for whoever reads it as a figure of its own; None where nothing may be shown."""
    known = _Known.open(connection, today)
    return known.trained.whole if known.shown else None


def of_unit(connection: Connection, unit_id: str, today: date) -> tuple[str, Completion, Standing] | None:
    """A unit's name, its completion and where that stands; None where there is none that may be shown."""
    known = _Known.open(connection, today)
    found = known.trained.of_unit(unit_id)
    if not found.people or (unit_id, ALL) in known.hidden.cells:
        return None
    return known.name(unit_id), found, known.standing(found)


def of_unit_named(connection: Connection, name: str, today: date) -> tuple[str, Completion, Standing] | None:
    """The same by the unit's name, with its id first; None where no unit or several have that name."""
    found = [unit for unit, called in stored.unit_names(connection).items() if name and called == name]
    told = of_unit(connection, found[0], today) if len(found) == 1 else None
    return (found[0], *told[1:]) if told else None


def overdue(store: Store, today: date) -> Table:
    """Who is past the day of a course, the longest first; and why groups are exempt. For those who may see names."""
    with store.reading() as connection:
        known = _Known.open(connection, today)
    named = {course.course_id: course.name for course in known.register.courses}
    rows = tuple(
        (
            one.name or f"not kept ({one.employee[:8]})",
            known.name(one.unit),
            one.level.label,
            named.get(one.course, one.course),
            day(one.due),
            one.days,
        )
        for one in known.trained.overdue
    )
    return Table(("Name", "Unit", "Level", "Course", "Due", "Days overdue"), rows, "Who is overdue")


def exemptions(store: Store, today: date) -> Table:
    """Every exemption that holds, with its reason. For those who may see names: a small group's reason is personal."""
    with store.reading() as connection:
        known = _Known.open(connection, today)
    named = {course.course_id: course.name for course in known.register.courses}
    groups = [
        (known.name(one.unit), one.level.label, one.people, one.reason, named.get(one.course, "every course"),
         day(one.until) if one.until else "for good")
        for one in known.register.exemptions
        if one.holds(today)
    ]  # fmt: skip
    persons = sorted(
        {
            (known.name(one.unit), one.level.label, 1, one.exempt, named.get(one.course, one.course), "")
            for one in known.register.assignments
            if one.exempt
        }
    )
    return Table(
        ("Unit", "Level", "People", "Reason", "Course", "Until"), (*groups, *persons), "Who need not be trained"
    )


# Sentences and tiles ------------------------------------------------------------------------------------------------


def _nothing(sentence: str, *, known: bool = False) -> Headline:
    next_step = (
        "Load the learning system's export as training_records, and headcounts, on the Imports page."
        if known
        else "Write down the first course below, or load courses, headcounts and training records on the Imports page."
    )
    return Headline(State.READY, sentence, next_step)


def _tiles(known: _Known) -> Iterator[Tile]:
    whole, target = known.trained.whole, known.company.training_target
    standing = known.standing(whole)
    yield _tile(
        "Done",
        words.percent(whole),
        f"{whole.done:,} of {whole.people:,} people",
        "People who completed every course that is required of their level",
        Badge(words.TONES[standing], f"{standing.value.capitalize()}: the target is {target:.0f}%"),
    )
    yield _tile("Due by now", f"{whole.due:,}", "people", "People whose day has come for at least one course")
    on_time = Completion(people=whole.done, done=whole.on_time)
    yield _tile(
        "Done on time", words.percent(on_time), f"{whole.on_time:,} of {whole.done:,} who are done",
        "Of those who are done, each course by its day",
    )  # fmt: skip
    yield _tile("Overdue", f"{whole.overdue:,}", "people", "Assigned, past the day, not completed")
    yield _tile(
        "Never assigned",
        f"{whole.left_out:,}",
        "people",
        "In the headcount, past the day for everybody, and not listed",
    )


def _tile(name: str, value: str, caption: str, meaning: str, *badges: Badge) -> Tile:
    return Tile(name, value, caption, badges, "", "", "", meaning)


def _notices(known: _Known) -> Iterator[Notice]:
    for unit, found in known.units_behind()[:MOST_NOTICES]:
        yield Notice(Tone.WORSE, known.name(unit), words.behind(found))


def _card(known: _Known, course: Course) -> CourseCard:
    found = known.register.on(known.today, course.course_id).whole
    shown = found.people >= known.company.hide_below and known.shown
    told = f"{words.percent(found)}: {words.meaning(found, known.standing(found))}" if shown else ""
    described = bool(course.about or course.due_by or course.agreed or course.owner or course.name != course.course_id)
    standing = known.standing(found)
    closed = (Badge(Tone.NONE, "Closed"),) if not course.open else ()
    badges = (Badge(words.TONES[standing], standing.value.capitalize()),) if shown and course.open else closed
    cost = f"Cost {numbers.money(course.cost, known.company.currency)}" if course.cost is not None else ""
    rest = (
        words.required_of(course),
        words.agreed(course),
        " · ".join(part for part in (cost, f"Owner {course.owner}" if course.owner else "") if part),
    )
    return CourseCard(course.course_id, course.name, course.about, told, badges, tuple(filter(None, rest)), described)


def _notes(known: _Known) -> Iterator[str]:
    whole = known.trained.whole
    if whole.exempt >= known.company.hide_below:
        yield f"{whole.exempt:,} people need not be trained and are left out of every figure."
    if not whole.counted:
        yield "Where headcount is not known, only people whom the learning system lists count."
    if known.trained.short:
        names = ", ".join(sorted({known.name(unit) for unit, _ in known.trained.short}))
        yield f"The learning system lists more people than the headcount has in {names}: load a newer headcount."
    if known.hidden.cells:
        fewest = numbers.said(known.company.hide_below)
        yield f"Groups of fewer than {fewest} people are hidden, and what would give them away."


# What is drawn ------------------------------------------------------------------------------------------------------


def _matrix(known: _Known) -> MatrixPart:
    levels = [level for level in Level if any(held is level for _, held in known.trained.groups)]
    columns = (*(level.label for level in levels), "All")
    keys = (*map(str, levels), ALL)
    units = known.listed()
    words_: dict[tuple[int, int], Word] = {}
    rows: list[tuple[str | int | float | None, ...]] = []
    for row, unit in enumerate([*units, ""]):
        for column, key in enumerate(keys):
            found = _found(known, unit, key)
            if found is None:
                continue
            hidden = (unit, key) in known.hidden.cells if unit else key in known.hidden.totals
            words_[row, column] = _word(known, found, hidden=hidden)
            rows.append(_row(known, unit, columns[column], found, hidden=hidden))
    told = [(level, known.trained.of_level(level)) for level in levels if str(level) not in known.hidden.totals]
    title = words.matrix_title(
        [(level, found, known.standing(found)) for level, found in told],
        [known.name(unit) for unit, _ in known.units_behind()],
    )
    caption = (
        f"Percent of people who are done, by unit and level, on {day(known.today)};"
        f" ▲ {known.company.training_target:.0f}% or more, ▼ behind, ■ under way. Everybody is counted"
    )
    said = "; ".join(f"{level.label} {words.percent(found)}" for level, found in told)
    table = Table(
        ("Unit", "Level", "People", "Done", "On time", "Overdue", "Never assigned", "Percent done", "Standing"),
        tuple(rows),
        title,
        (caption,),
    )
    names = (*(known.name(unit) for unit in units), EVERYBODY)
    return MatrixPart(title, caption, f"{title}. {said}.", names, columns, words_, table)


def _found(known: _Known, unit: str, key: str) -> Completion | None:
    """unit: '' is the whole company. None where nobody belongs there."""
    if not unit:
        return known.trained.whole if key == ALL else known.trained.of_level(Level(key))
    if key == ALL:
        return known.trained.of_unit(unit)
    return known.trained.groups.get((unit, Level(key)))


def _word(known: _Known, found: Completion, *, hidden: bool) -> Word:
    if hidden:
        return Word("· hidden", Tone.NONE, f"hidden: fewer than {known.company.hide_below} people, or next to such")
    standing = known.standing(found)
    return Word(words.cell(found, standing), words.TONES[standing], words.meaning(found, standing))


def _row(
    known: _Known, unit: str, level: str, found: Completion, *, hidden: bool
) -> tuple[str | int | float | None, ...]:
    name = known.name(unit) if unit else EVERYBODY
    if hidden:
        return (name, level, None, None, None, None, None, None, "hidden")
    figures = (found.people, found.done, found.on_time, found.overdue, found.left_out, found.share)
    return (name, level, *figures, known.standing(found).value)


def _trend(known: _Known) -> SharePart | None:
    first = min((one.assigned for one in known.register.assignments), default=None)
    if first is None:
        return None
    calendar = FiscalCalendar(known.company.fiscal_year_first_month)
    now = calendar.period_of(known.today, Grain.QUARTER)
    begun = calendar.period_of(min(first, known.today), Grain.QUARTER)
    periods = calendar.sequence(begun, now)[-QUARTERS:]
    found = [known.register.on(min(period.span.last, known.today)).whole for period in periods]
    labels = tuple(period.label if period.span.last <= known.today else f"{period.label} to date" for period in periods)
    shares = tuple(one.share if one.people >= known.company.hide_below else None for one in found)
    told = tuple(f"{one.done:,} of {one.people:,}" if share is not None else "not shown"
                 for one, share in zip(found, shares, strict=True))  # fmt: skip
    title = words.trend_title(list(zip(labels, shares, strict=True)))
    caption = "People who had completed every course required at the time, of the headcount of the time"
    rows = tuple(
        (label, share, one.done if share is not None else None, one.people if share is not None else None)
        for label, share, one in zip(labels, shares, found, strict=True)
    )
    table = Table(("Quarter", "Percent done", "Done", "People"), rows, title, (caption,))
    alt = f"{title}. {'; '.join(f'{label} {text}' for label, text in zip(labels, told, strict=True))}."
    return SharePart(title, caption, alt, labels, shares, told, known.company.training_target, table)
