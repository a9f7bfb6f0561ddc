"""Which column is which field: as told, as remembered, as the format says, by its exact name; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cx.domain.errors import ChoiceNeeded, UnknownName
from cx.domain.slices import FIELDS
from cx.ingest.formats import BY_NAME, Format, SetAside
from cx.ingest.headers import Column, Header, plain
from cx.ingest.options import Options, RatingColumn

RECOMMEND = re.compile(
    r"\bnps\b|net promoter|promoter score|recommend|recommand|weiterempf|empfehl|recomend|raccomand|consigli"
    r"|aanbevel|aanrad|anbefal|rekommend",
    re.IGNORECASE,
)
"""What the 0-10 question is called or asks, in English, French, German, Spanish, Portuguese, Italian, Dutch, Nordic."""

RATING = re.compile(
    r"\bscores?\b|\bratings?\b|\brate\b|0\s*(-|–|to|à|a|bis|al?|tot)\s*10|bewert|puntuaci|valoraci|punteggio|\bnote\b",
    re.IGNORECASE,
)
OTHER_SCALE = re.compile(
    r"\b(?:[01]\s*(?:-|–|to|à|a|bis|tot|al)\s*(?:5|7|100)|1\s*(?:-|–|to|à|a|bis|tot|al)\s*10)\b|\bcsat\b|\bces\b|\bstars?\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?|(?:10|\d)\s*[-–—:=.(]\s*\D.*|\D.*[-–—:=(]\s*(?:10|\d)\)?")
EXACT = ("response_id", "responded_at", "score", "comment", "account_id", *FIELDS)
"""Fields that a column fills by carrying exactly their name; a weight counts only where it was mapped."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that only the person who holds the file can make, and the options that make it."""

    message: str
    options: tuple[str, ...]


@dataclass(slots=True)
class Mapped:
    """Which column is which field, and why, while it is being found.

    columns: field -> column. why: field -> in words. choices: what is still open.
    """

    columns: dict[str, Column] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)

    def take(self, name: str, column: Column, why: str) -> None:
        self.columns[name] = column
        self.why[name] = why

    def ask(self, message: str, *options: str) -> None:
        self.choices.append(Choice(message, options))


def with_remembered(options: Options, remembered: Mapping[str, Any]) -> Options:
    """The choices of this time, and where one was not made again, that of the last file with the same header."""
    columns = {
        name: column
        for name, column in remembered.get("columns", {}).items()
        if name not in options.constants
        and not (name == "score" and options.score_column)
        and not (name == "response_id" and options.id)
    }
    constants = {n: v for n, v in remembered.get("constants", {}).items() if n not in {*options.columns, *columns}}
    return replace(
        options,
        columns={**columns, **options.columns},
        constants={**constants, **options.constants},
        scale=options.scale or remembered.get("scale", ""),
        id=options.id or ("" if "response_id" in {*options.columns, *columns} else remembered.get("id", "")),
        score_column="" if "score" in {**columns, **options.columns} else options.score_column,
        ratings=_with_remembered_ratings(options.ratings, remembered.get("ratings", ())),
    )


def _with_remembered_ratings(
    told: Sequence[RatingColumn], remembered: Sequence[Mapping[str, Any]]
) -> tuple[RatingColumn, ...]:
    """Those of the last file and those told now, which go before one of the same name; a blank column takes it out."""
    names = {rating.name.casefold() for rating in told}
    kept = (RatingColumn(**rating) for rating in remembered if str(rating["name"]).casefold() not in names)
    return (*kept, *(rating for rating in told if rating.column))


def find(
    name: str, known: Format, header: Header, sample: Sequence[Sequence[str]], options: Options, told: Options
) -> Mapped:
    """Map the columns of a file called `name`.

    options: this time's choices with the remembered ones; told: this time's alone.
    Raises UnknownName where a mapped column does not exist. What is open is in `choices`, all of it at once.
    """
    found = Mapped()
    for field_name, wanted in options.columns.items():
        why = "as told" if field_name in told.columns else "as last time"
        _take_named(found, field_name, wanted, header, name, f"--map {field_name}=", why)
    if options.score_column:
        _take_score_column(found, options.score_column, header, name)
    _take_known(found, known, header, options)
    for field_name in EXACT:
        _take_exact(found, field_name, header, options)
    _find_id(found, known, header, options)
    if not _is_given(found, "responded_at", options):
        found.ask(
            f"there is no column with the date of the answer. Found: {_names(header)}. If a column is the date, pass"
            " --map responded_at=COLUMN; if all answers are of one day, pass --set responded_at=YYYY-MM-DD.",
            "--map responded_at=COLUMN",
            "--set responded_at=YYYY-MM-DD",
        )
    if not _asked_for(found, "score"):
        _find_score(found, header, sample, options, name)
    return found


def _asked_for(found: Mapped, field_name: str) -> bool:
    return any(f"--map {field_name}=" in option for choice in found.choices for option in choice.options)


def _take_named(found: Mapped, field_name: str, wanted: str, header: Header, name: str, option: str, why: str) -> None:
    try:
        column = header.named(wanted)
    except ChoiceNeeded as several:
        found.ask(f"{several} Pass the name with its number.", *(f'{option}"{one}"' for one in several.options))
        return
    if column is None:
        raise UnknownName(f"{name} has no column '{wanted}'. It has: {_names(header)}.")
    found.take(field_name, column, why)


def _take_score_column(found: Mapped, wanted: str, header: Header, name: str) -> None:
    """--score-column takes a name, or a number counted from 1."""
    if wanted.isdigit() and not any(column.header.strip() == wanted for column in header.columns):
        if not 1 <= int(wanted) <= len(header.columns):
            raise UnknownName(f"{name} has {len(header.columns)} columns; there is no column {wanted}.")
        found.take("score", header.columns[int(wanted) - 1], "as told")
        return
    _take_named(found, "score", wanted, header, name, "--score-column ", "as told")


def _take_known(found: Mapped, known: Format, header: Header, options: Options) -> None:
    for field_name, names in known.fields.items():
        if _is_given(found, field_name, options):
            continue
        if known.name == "generic":
            _take_synonym(found, field_name, names, header)
            continue
        for wanted in names:
            columns = [c for c in header.columns if plain(c.header) == plain(wanted)]
            if columns:
                found.take(field_name, columns[0], f"{known.label} calls it so")
                break


def _take_synonym(found: Mapped, field_name: str, names: Sequence[str], header: Header) -> None:
    """In a table of unknown origin a usual name counts where it is the only one; the exact name goes before all."""
    wanted = {plain(wanted) for wanted in names}
    columns = [column for column in header.columns if plain(column.header) in wanted]
    exact = [column for column in columns if plain(column.header) == plain(field_name)]
    if len(exact) == 1 or len(columns) == 1:
        column = (exact or columns)[0]
        found.take(field_name, column, f"it is called {column.name}")
    elif columns and field_name != "comment":
        found.ask(
            f"Several columns could be {field_name}: {', '.join(column.name for column in columns)}. Pass one.",
            *(f'--map {field_name}="{column.name}"' for column in columns),
        )


def _take_exact(found: Mapped, field_name: str, header: Header, options: Options) -> None:
    if _is_given(found, field_name, options) or (field_name == "score" and options.score_column):
        return
    columns = [column for column in header.columns if plain(column.header) == plain(field_name)]
    if len(columns) == 1:
        if field_name != "score":
            found.take(field_name, columns[0], f"it is called {columns[0].name}")
    elif columns and not _asked_for(found, field_name):
        found.ask(
            f"{len(columns)} columns are called {field_name}. Say which one counts, such as"
            f' --map {field_name}="{columns[0].name}".',
            *(f'--map {field_name}="{column.name}"' for column in columns),
        )


def _is_given(found: Mapped, field_name: str, options: Options) -> bool:
    if field_name == "response_id" and options.id:
        return True
    if field_name == "score" and options.score_column:
        return True
    return field_name in found.columns or field_name in options.constants or _asked_for(found, field_name)


def _find_id(found: Mapped, known: Format, header: Header, options: Options) -> None:
    if "response_id" in found.columns or options.id or _asked_for(found, "response_id"):
        return
    likely = [column for column in header.columns if re.search(r"\bid\b|id$|number|num$", plain(column.header))]
    example = f'"{likely[0].name}"' if likely else "COLUMN"
    found.ask(
        f"there is no column with an id for each answer{_of(known)}. Found: {_names(header)}. If one column names each"
        f" answer, pass --map response_id={example}; if none does, pass --id row-hash, which tells answers apart by"
        " their content.",
        f"--map response_id={example}",
        "--id row-hash",
    )


def _of(known: Format) -> str:
    return "" if known.name == "generic" else f" in this {known.label} export"


def _find_score(found: Mapped, header: Header, sample: Sequence[Sequence[str]], options: Options, name: str) -> None:
    """One column, by its name and with values that a 0-10 answer can have; two that could be it are a question."""
    if "score" in found.columns:
        return
    taken = {column.index for column in found.columns.values()} | rated(header, options)
    free = [column for column in header.columns if column.index not in taken]
    numeric = [column for column in free if is_numeric(column, sample)]
    exact = [column for column in free if plain(column.header) == "score"]
    known = exact or [column for column in _beside_groups(header) if column in numeric]
    strong = known + [c for c in numeric if c not in known and not _is_group(c) and _says(RECOMMEND, c)]
    rivals = [c for c in numeric if c not in strong and _says(RATING, c) and reaches(c, sample)]
    if len(strong) == 1 and not (rivals and exact):
        column = strong[0]
        found.take("score", column, f"it is called {column.name}" if exact else "its name asks for the recommendation")
        return
    could = (strong + rivals if exact else strong) or rivals or sorted(numeric, key=lambda c: not suits(c, sample))
    shown = could[:8]
    pass_one = " or ".join(f'--map score="{column.name}"' for column in shown) or "--map score=COLUMN"
    if len(strong) + (len(rivals) if exact else 0) > 1:
        message = f"{name} has {len(could)} columns that could be the 0-10 score. If one of them is, pass {pass_one}."
    else:
        message = (
            f"{name} has no score column. Found: {_names(header)}. If one of them is the 0-10 answer, pass {pass_one}."
        )
    found.ask(message, *([f'--map score="{column.name}"' for column in shown] or ["--map score=COLUMN"]))


def rated(header: Header, options: Options) -> set[int]:
    """Columns that --rating has taken."""
    return {column.index for rating in options.ratings if (column := rating_column(header, rating)) is not None}


def rating_column(header: Header, rating: RatingColumn) -> Column | None:
    """The rating's column; a header may itself end in ':1-5', as in 'The food (very bad to very good): 1-5'."""
    found = header.named(rating.column)
    if found is None and rating.low is not None and rating.high is not None:
        for colon in (":", ": "):
            found = found or header.named(f"{rating.column}{colon}{rating.low:g}-{rating.high:g}")
    return found


def _says(words: re.Pattern[str], column: Column) -> bool:
    return bool(words.search(column.header.replace("_", " ")) or words.search(column.label))


def _beside_groups(header: Header) -> list[Column]:
    """Qualtrics writes an NPS question as <Q>_NPS_GROUP and <Q>; the second is the score."""
    groups = {column.header.strip().removesuffix("_NPS_GROUP") for column in header.columns if _is_group(column)}
    return [column for column in header.columns if column.header.strip() in groups]


def _is_group(column: Column) -> bool:
    return column.header.strip().endswith("_NPS_GROUP")


def values_of(column: Column, sample: Sequence[Sequence[str]]) -> list[str]:
    return [row[column.index].strip() for row in sample if len(row) > column.index and row[column.index].strip()]


def is_numeric(column: Column, sample: Sequence[Sequence[str]]) -> bool:
    """Whether more than half of its values are numbers of at most three digits, or 0-10 with a label."""
    values = values_of(column, sample)
    numbers = [value for value in values if NUMBER.fullmatch(value) and len(value.split(".")[0].split(",")[0]) <= 60]
    small = [value for value in numbers if not re.fullmatch(r"[+-]?\d{4,}.*", value)]
    return bool(values) and len(small) * 2 > len(values)


def reaches(column: Column, sample: Sequence[Sequence[str]]) -> bool:
    """Whether its values go beyond a 1-7 scale but not beyond 10: only a 0-10 answer does."""
    numbers = [int(value) for value in values_of(column, sample) if re.fullmatch(r"\d{1,3}", value)]
    return bool(numbers) and max(numbers) in (8, 9, 10) and OTHER_SCALE.search(column.header) is None


def suits(column: Column, sample: Sequence[Sequence[str]]) -> bool:
    """Whether nearly all of its whole numbers lie within 0 to 10 and some beyond 7; codes for "no answer" are few."""
    numbers = [int(value) for value in values_of(column, sample) if re.fullmatch(r"\d{1,3}", value)]
    inside = [number for number in numbers if number <= 10]
    return len(inside) >= 0.9 * len(numbers) and max(inside, default=0) > 7


def scale_doubt(column: Column, counted: Mapping[int, int]) -> str:
    """Why the values look like another scale than 0-10, or ''.

    counted: how often each whole number from 0 to 100 stands in the column. Codes such as 11 or 99 for "no answer" are
    few, not a scale; fewer than five answers within 1 to 7 prove nothing, nor do fewer than twenty within 0 to 5.
    """
    answers = sum(counted.values())
    inside = {value: count for value, count in counted.items() if value <= 10}
    beyond = {value: count for value, count in counted.items() if value > 10}
    many = sum(beyond.values())
    if len(beyond) > 1 and many * 3 > answers:
        return "a scale up to 100" if max(beyond) > 20 else f"a scale up to {max(beyond)}"
    if OTHER_SCALE.search(column.header) or OTHER_SCALE.search(column.label):
        return "another scale, by its name"
    given = sum(inside.values())
    if 0 in inside and given >= 10 and max(inside) == 1:
        return "yes and no, written as 1 and 0"
    if 0 in inside and given >= 20 and max(inside) <= 5:
        return f"a scale of 0 to {max(inside)}"
    if given < 5 or 0 in inside or max(inside) > 7:
        return ""
    return "a scale of 1 to 5" if max(inside) <= 5 else "a scale of 1 to 7"


def marks(known: Format, header: Header) -> list[tuple[Column, SetAside]]:
    """The columns by which the format marks rows that are no answer."""
    found = []
    for rule in known.set_aside:
        wanted = {plain(name) for name in rule.where}
        found += [(column, rule) for column in header.columns if plain(column.header) in wanted][:1]
    return found


def fallback_id(known: Format, header: Header) -> Column | None:
    wanted = {plain(name) for name in known.id_fallback}
    return next((column for column in header.columns if plain(column.header) in wanted), None)


def format_of(options: Options, recognized: Format) -> Format:
    if not options.format:
        return recognized
    if options.format not in BY_NAME:
        raise UnknownName(f"--format does not know '{options.format}'. It takes: {', '.join(BY_NAME)}.")
    return BY_NAME[options.format]


def _names(header: Header) -> str:
    names = [column.name for column in header.columns]
    return ", ".join(names) if len(names) <= 40 else f"{', '.join(names[:40])} and {len(names) - 40} more"
