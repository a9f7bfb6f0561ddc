"""Text becomes moments, scores and numbers: expressions over the columns of a file, read as text.

The common form of each comes first and costs little; only what it does not match is looked at more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cx.store.staging.scratch import quoted

BLANKS = "(' \t\r\n' || chr(160) || chr(8203) || chr(65279))"
MISSING = ("", "na", "n/a", "#n/a", "null", "none", "nan", "blank", "-", "--", ".")

CELL_ERROR = r"^#(#+|REF!|NAME[?]|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!)$"
SUMMARIES = (
    "total", "totals", "grand total", "subtotal", "sub total", "sum", "average", "avg", "mean", "median", "count",
    "overall", "nps", "nps score", "summe", "gesamt", "gesamtergebnis", "durchschnitt", "mittelwert", "total général",
    "moyenne", "somme", "promedio", "media", "suma", "total general", "totale", "somma", "totaal", "gemiddelde",
)  # fmt: skip
"""What stands below the rows of an export that somebody has summed up."""
_SUMMARY = f"(?i)(?:{'|'.join(map(re.escape, SUMMARIES))})[ :]*"

CLOCK = r"(?:[ T,]+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?\s*(?:[Mm]\.?)?)?"
PARTS = r"^(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})\.?" + CLOCK + "$"
ISO = r"^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?$"
ZONED = (
    r"^\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?"
    r"(?:Z|z|UTC|GMT|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$"
)
SHORT_YEAR = r"^(\d{2})[-/.](\d{1,2})[-/.](\d{2})\b"
_MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december|januar|jänner|jaenner|februar"
    "|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre"
    "|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio"
    "|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho"
    "|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus"
    "|jan|janv|gen|ene|feb|fév|févr|fev|mar|mrz|mär|mrt|apr|abr|avr|may|mag|maj|jun|giu|jul|juil|lug|aug|ago|aoû|sep"
    "|sept|set|oct|okt|out|ott|nov|dec|dez|déc|dic|des"
)
DAY_AND_MONTH = rf"^(?:\d{{1,2}}\s*[-–.=:/ ]\s*(?:{_MONTHS})\.?|(?:{_MONTHS})\.?\s*[-–.=:/ ]\s*\d{{1,2}})$"
"""'9-Oct', '9. Oktober', '08-août', 'Oct - 9': what spreadsheets make of '9-10' and '7-8'."""

CLOCK_WITH_ZONE = (
    r"^(.*\d[:.]\d{2}(?:[.,]\d+)?(?:\s*[AaPp]\.?\s*[Mm]\.?)?)\s*"
    r"(?:(?:GMT|UTC)?([+-])(0?\d|1[0-4])(?::?([0-5]\d))?(?:\s*\([^)]*\))?|(GMT|UTC|Z|[A-Z]{3,4}))$"
)
"""What a browser and Google Forms' own CSV write: '2024/05/14 12:10:00 PM GMT+2'."""

OFFSETS = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120,
    "EEST": 180, "EST": -300, "EDT": -240, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
}  # fmt: skip
"""Minutes ahead of UTC of zones by name; names that mean several zones (CST, IST, BST) are not among them."""

NUMERIC_DATE = r"^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b"

_DAYS = (
    *("%b %d %y", "%b %d, %y", "%d %b %y", "%d-%b-%y"),  # before the long year, which would read '24' as the year 24
    *("%b %d %Y", "%b %d, %Y", "%d %b %Y", "%d-%b-%Y"),
    "%B %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
)
_CLOCKS = ("", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", ", %I:%M:%S %p", ", %I:%M %p")


def text(column: str, *, spaced: bool = False) -> str:
    """The cell without blanks around it.

    spaced: all blanks are known to be spaces. Trimming copies every text; asking first whether there is anything to
    trim spares a third of the time that a large file takes. Nothing that begins with a space sorts after '!'.
    """
    if not spaced:
        return f"trim({column}, {BLANKS})"
    return f"CASE WHEN {column} < '!' OR ends_with({column}, ' ') THEN trim({column}) ELSE {column} END"


def moment(column: str, *, order: str, zone: str, in_utc: bool, serials: bool) -> str:
    """A TIMESTAMP in the company's zone, NULL where the text is no moment.

    Without a zone in the text it is taken as local, or as UTC where `in_utc`. Seconds since 1970 are 10 digits,
    milliseconds 13; days and months of two digits are read in `order`.
    """
    local = (lambda plain: _at(f"({plain} AT TIME ZONE 'UTC')", zone)) if in_utc else (lambda plain: plain)
    cases = [
        (f"strlen({column}) = 10 AND {column} LIKE '____-_____'", local(f"TRY_CAST({column} AS TIMESTAMP)")),
        (f"strlen({column}) = 19 AND {column} LIKE '____-___________:__'", local(f"TRY_CAST({column} AS TIMESTAMP)")),
        (f"regexp_matches({column}, {quoted(ISO)})", local(f"TRY_CAST(replace({column}, ',', '.') AS TIMESTAMP)")),
        (f"regexp_matches({column}, {quoted(ZONED)})", _at(_with_zone(column), zone)),
        (f"regexp_matches({column}, '^\\d{{8}}$')", local(f"TRY_STRPTIME({column}, '%Y%m%d')")),
        (f"regexp_matches({column}, '^\\d{{14}}$')", local(f"TRY_STRPTIME({column}, '%Y%m%d%H%M%S')")),
        (
            f"regexp_matches({column}, '^\\d{{10}}(\\.\\d+)?$')",
            _at(f"to_timestamp(TRY_CAST({column} AS DOUBLE))", zone),
        ),
        (
            f"regexp_matches({column}, '^\\d{{13}}$')",
            _at(f"to_timestamp(TRY_CAST({column} AS DOUBLE) / 1000)", zone),
        ),
        (f"regexp_matches({column}, {quoted(PARTS)})", local(_from_parts(column, order))),
        (f"regexp_matches({_odd(column)}, {quoted(CLOCK_WITH_ZONE)})", _at(_with_written_zone(column, order), zone)),
    ]
    if serials:
        days = f"to_microseconds(CAST(round(TRY_CAST({column} AS DOUBLE) * 86400) AS BIGINT) * 1000000)"
        cases.append((f"regexp_matches({column}, '^\\d{{5}}(\\.\\d+)?$')", f"TIMESTAMP '1899-12-30' + {days}"))
    branches = " ".join(f"WHEN {condition} THEN {value}" for condition, value in cases)
    return f"CASE {branches} ELSE {local(_written(_odd(column), order))} END"


def _odd(column: str) -> str:
    """The text with the blanks that browsers and spreadsheets put before AM and PM as spaces."""
    return f"translate({column}, chr(160) || chr(8239), '  ')"


def _written(column: str, order: str) -> str:
    numbers = f"regexp_matches({column}, {quoted(PARTS)})"
    return f"CASE WHEN {numbers} THEN {_from_parts(column, order)} ELSE {_named_month(column)} END"


def _with_written_zone(column: str, order: str) -> str:
    """An instant, from a clock and a zone that is written 'GMT+2', '+0200 (CEST)' or 'EDT'."""

    def part(group: int) -> str:
        return f"regexp_extract({_odd(column)}, {quoted(CLOCK_WITH_ZONE)}, {group})"

    named = " ".join(f"WHEN {quoted(name)} THEN {minutes}" for name, minutes in OFFSETS.items())
    away = f"60 * TRY_CAST({part(3)} AS INTEGER) + coalesce(TRY_CAST({part(4)} AS INTEGER), 0)"
    minutes = (
        f"CASE WHEN {part(2)} = '' THEN CASE {part(5)} {named} END WHEN {part(2)} = '-' THEN -({away}) ELSE {away} END"
    )
    return f"(({_written(part(1), order)} - to_minutes({minutes})) AT TIME ZONE 'UTC')"


def _at(instant: str, zone: str) -> str:
    return f"({instant} AT TIME ZONE {quoted(zone)})"


def _with_zone(column: str) -> str:
    """An instant; '+0200' is written as '+02:00' first."""
    plain = f"regexp_replace(replace({column}, ',', '.'), ' ?(Z|z|UTC|GMT)$', '+00:00')"
    return f"TRY_CAST(regexp_replace({plain}, ' ?([+-]\\d{{2}}):?(\\d{{2}})?$', '\\1:\\2') AS TIMESTAMPTZ)"


def _from_parts(column: str, order: str) -> str:
    """A moment from numbers: year first where it has four digits, else in the order that was proved or chosen."""

    def part(group: int) -> str:
        return f"regexp_extract({column}, {quoted(PARTS)}, {group})"

    day, month, year = {"dmy": (1, 2, 3), "mdy": (2, 1, 3), "ymd": (3, 2, 1)}.get(order, (0, 0, 0))
    written = f"CASE WHEN length({part(1)}) = 4 THEN {_date(part(1), part(2), part(3))}"
    if day:
        sound = f"length({part(year)}) IN (2, 4) AND length({part(month)}) < 3 AND length({part(day)}) < 3"
        written += f" WHEN {sound} THEN {_date(part(year), part(month), part(day))}"
    written += " END"
    hour = f"TRY_CAST({part(4)} AS INTEGER)"
    half = f"lower({part(7)})"
    shown = (
        f"CASE WHEN {part(4)} = '' THEN 0 WHEN {half} = '' THEN {hour} WHEN {hour} NOT BETWEEN 1 AND 12 THEN NULL"
        f" WHEN {half} = 'p' THEN {hour} % 12 + 12 ELSE {hour} % 12 END"
    )
    minutes = f"CASE WHEN {part(5)} = '' THEN '00' ELSE {part(5)} END"
    seconds = f"CASE WHEN {part(6)} = '' THEN '00' ELSE {part(6)} END"
    return f"TRY_CAST({written} || ' ' || ({shown}) || ':' || ({minutes}) || ':' || ({seconds}) AS TIMESTAMP)"


def _date(year: str, month: str, day: str) -> str:
    full = f"CASE WHEN length({year}) = 2 THEN '20' || {year} ELSE {year} END"
    return f"(({full}) || '-' || {month} || '-' || {day})"


def _named_month(column: str) -> str:
    """'Sat Jun 15 2024', '15 June 2024 10:30', 'Jun 15, 2024 3:04 PM'."""
    forms = ", ".join(quoted(day + clock) for day in _DAYS for clock in _CLOCKS)
    plain = f"regexp_replace({column}, '^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? ', '')"
    with_digits = "[A-Za-z]{3}.*\\d{2}|\\d.*[A-Za-z]{3}"
    return f"CASE WHEN regexp_matches({column}, {quoted(with_digits)}) THEN TRY_STRPTIME({plain}, [{forms}]) END"


def one_of(column: str, values: Iterable[str]) -> str:
    """Whether a text is one of a few.

    Written out, because DuckDB turns IN with six values or more into a join, and a join loses the order of the rows:
    their lines would be wrong.
    """
    return "(" + " OR ".join(f"{column} = {quoted(value)}" for value in values) + ")"


def is_missing(column: str) -> str:
    """Whether a text stands for nothing. CASE keeps to its order, and long texts cost a look at their length only."""
    words = ", ".join(map(quoted, MISSING))
    return (
        f"(CASE WHEN strlen({column}) > {max(map(len, MISSING))} THEN false WHEN {column} = '' THEN true"
        f" ELSE list_contains([{words}], lower({column})) END)"
    )


def is_damaged_id(column: str) -> str:
    """Whether a spreadsheet has rounded the id ('1.23E+15') or shows an error there: others then look the same."""
    rounded = f"regexp_matches({column}, '^\\d([.,]\\d+)?[Ee][+]\\d{{1,3}}$')"
    return (
        f"(CASE WHEN contains({column}, '+') THEN {rounded}"
        f" WHEN {column} BETWEEN '#' AND '$' THEN regexp_matches({column}, {quoted(CELL_ERROR)}) ELSE false END)"
    )


def is_summary(column: str) -> str:
    """Whether a total or an average stands where an id should; most ids begin with a digit, which neither does."""
    return (
        f"(CASE WHEN {column} < 'A' OR length({column}) > 20 THEN false"
        f" ELSE regexp_full_match({column}, {quoted(_SUMMARY)}) END)"
    )


def score(column: str) -> str:
    """A whole number, -1 for one below 0 and 99 for any above 10; NULL where the text is none.

    '9.0' is 9, '10 - Extremely likely', 'Extremely likely (10)' and both on two lines are 10;
    '8,5', '8-9', '8/10', '1,000', 'A-1' and '7-Aug' (which a spreadsheet made of 7-8) are no whole numbers.
    """
    number = f"regexp_extract({column}, '^[+]?0*(\\d+)(?:[.]0*|,0{{0,2}}|,0{{4,}})?$', 1)"
    labelled = f"regexp_extract({column}, '^(10|\\d)[ \\t]*[-–—:=.(\\r\\n]\\s*[^\\d]*\\pL\\pL[^\\d]*$', 1)"
    ending = f"regexp_extract({column}, '^[^\\d]*[\\pL)](?:\\s*[:=(]|\\s+[-–—]|[ \\t]*[\\r\\n])\\s*(10|\\d)\\)?$', 1)"
    return (
        f"CASE WHEN strlen({column}) = 1 AND {column} BETWEEN '0' AND '9' THEN CAST({column} AS SMALLINT)"
        f" WHEN {column} = '10' THEN 10::SMALLINT"
        f" WHEN regexp_matches({column}, '^-\\d+([.,]0*)?$') THEN -1"
        f" WHEN {number} <> '' THEN CASE WHEN length({number}) > 2 OR CAST({number} AS INTEGER) > 10 THEN 99"
        f" ELSE CAST({number} AS SMALLINT) END"
        f" WHEN {labelled} <> '' THEN CASE WHEN NOT regexp_matches(lower({column}), {quoted(DAY_AND_MONTH)})"
        f" THEN CAST({labelled} AS SMALLINT) END"
        f" WHEN {ending} <> '' AND NOT regexp_matches(lower({column}), {quoted(DAY_AND_MONTH)})"
        f" THEN CAST({ending} AS SMALLINT) END"
    )


def positive(column: str) -> str:
    """A finite number above 0, NULL otherwise; a lone comma is a decimal one."""
    number = f"TRY_CAST(CASE WHEN contains({column}, '.') THEN {column} ELSE replace({column}, ',', '.') END AS DOUBLE)"
    return f"CASE WHEN {number} > 0 AND isfinite({number}) THEN {number} END"


def rating(column: str) -> str:
    """A number, NULL where the text is none: '4', '4.5', '4,5', '4 - Satisfied', 'Satisfied (4)'; '1,000' is none."""
    number = f"regexp_extract({column}, '^[+]?(-?\\d{{1,4}}(?:\\.\\d*|,\\d{{1,2}})?)$', 1)"
    labelled = f"regexp_extract({column}, '^(\\d{{1,3}})\\s*[-–—:=.(]\\s*[^\\d]*[\\pL][^\\d]*$', 1)"
    ending = f"regexp_extract({column}, '^[^\\d]*[\\pL)](?:\\s*[:=(]|\\s+[-–—])\\s*(\\d{{1,3}})\\)?$', 1)"
    return (
        f"CASE WHEN {column} = '' THEN NULL"  # most ratings are blank or a digit, and patterns are slow
        f" WHEN (length({column}) = 1 AND {column} BETWEEN '0' AND '9') OR {column} = '10'"
        f" THEN CAST({column} AS DOUBLE) WHEN {number} <> '' THEN TRY_CAST(replace({number}, ',', '.') AS DOUBLE)"
        f" WHEN {labelled} <> '' THEN CASE WHEN NOT regexp_matches(lower({column}), {quoted(DAY_AND_MONTH)})"
        f" THEN CAST({labelled} AS DOUBLE) END"
        f" WHEN {ending} <> '' THEN CAST({ending} AS DOUBLE) END"
    )


def hashed(column: str, key: str) -> str:
    """A keyed hash of a person; the same person in another spelling of case is the same."""
    return f"CASE WHEN {column} = '' THEN '' ELSE left(sha256({quoted(key)} || lower({column})), 32) END"


def comment(column: str) -> str:
    """What somebody wrote: 'NA' and the like are nobody's words, and letters of a second code page become legible.

    Files that mix latin-1 with the code page of old tills leave é, è, ç and ê as control signs, which no text holds.
    """
    letters = f"translate({column}, concat(chr(130), chr(138), chr(135), chr(136)), 'éèçê')"
    stray = " OR ".join(f"contains({column}, chr({code}))" for code in (130, 135, 136, 138))
    read = f"CASE WHEN {stray} THEN {letters} ELSE {column} END"
    return f"CASE WHEN {is_missing(column)} THEN '' ELSE {read} END"


def unescaped(column: str) -> str:
    """Comments as people wrote them, where an export escapes them for a web page."""
    entities = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&nbsp;": " ", "&amp;": "&"}
    for entity, character in entities.items():
        column = f"replace({column}, {quoted(entity)}, {quoted(character)})"
    return column
