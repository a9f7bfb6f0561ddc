"""Templates of everything that can be imported: what each column takes, and rows that show it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cx.domain.evidence import BETWEEN
from cx.domain.slices import FIELD_LABELS
from cx.ingest import council_examples, project_examples, standards_examples, strategy_examples, training_examples
from cx.store.maintained import MAINTAINED, ColumnSpec, Kind

RESPONSE_COLUMNS: Mapping[str, str] = {
    "response_id": "the answer's own id, needed",
    "responded_at": "when it was given, such as 2026-07-31 or 2026-07-31 14:05, needed",
    "score": "0 to 10, whole, needed",
    "comment": "what they wrote",
    "account_id": "the customer's account",
    "respondent": "who answered, such as an e-mail address; kept only as a keyed hash",
    **{field: f"{label.lower()} of the answer" for field, label in FIELD_LABELS.items()},
}

EXAMPLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "responses": (
        {
            "response_id": "r-1001",
            "responded_at": "2026-07-14 09:30",
            "score": "9",
            "comment": "Quick and friendly.",
            "account_id": "a-17",
            "audience": "customer",
            "region": "EMEA",
            "product": "Cloud",
            "journey": "Support",
        },
        {"response_id": "r-1002", "responded_at": "2026-07-15 16:05", "score": "6", "audience": "customer"},
    ),
    "brands": (
        {"brand": "Meridian", "kind": "own"},
        {"brand": "Northwind", "kind": "competitor", "note": "strong in EMEA"},
    ),
    "surveys": (
        {
            "survey_id": "relationship",
            "name": "Customer survey",
            "kind": "relationship",
            "audience": "customer",
            "provenance": "own",
            "question": "How likely are you to recommend us to a colleague?",
            "method": "e-mail each quarter",
        },
        {
            "survey_id": "market",
            "name": "Market survey",
            "kind": "competitive",
            "provenance": "double_blind",
            "asked_by": "a research firm",
        },
    ),
    "invitations": (
        {"survey_id": "relationship", "month": "2026-07", "region": "EMEA", "invited": "1640"},
        {"survey_id": "relationship", "month": "2026-07", "region": "Americas", "invited": "2210"},
    ),
    "invited_people": (
        {"survey_id": "relationship", "invited_on": "2026-08-06", "respondent": "c-2081", "region": "EMEA"},
        {
            "survey_id": "relationship",
            "invited_on": "2026-08-06",
            "respondent": "kim@example.com",
            "region": "Americas",
        },
    ),
    "accounts": (
        {
            "account_id": "a-17",
            "name": "Halden Freight",
            "segment": "Enterprise",
            "revenue": "240000",
            "renewal_on": "2026-11-30",
        },
        {"account_id": "a-18", "name": "Orchard Clinics", "segment": "Mid-market", "revenue": "36000"},
    ),
    "targets": (
        {"scope": "*", "period": "2026", "target": "42", "owner": "Chief executive"},
        {"survey_id": "relationship", "scope": "region=EMEA", "period": "2026Q3", "target": "40"},
    ),
    "events": (
        {"event_id": "portal", "starts_on": "2026-02-03", "kind": "launch", "label": "New portal", "scope": "*"},
        {
            "event_id": "app-survey",
            "starts_on": "2026-07-01",
            "kind": "method_change",
            "label": "Asked in the app",
            "survey_id": "relationship",
            "effect": "3.5",
            "effect_source": "both ways asked in June",
        },
    ),
    "org_units": (
        {"unit_id": "cloud", "name": "Cloud", "kind": "business"},
        {"unit_id": "finance", "name": "Finance", "kind": "function"},
    ),
    "leaders": (
        {
            "leader_id": "ruiz",
            "name": "Ana Ruiz",
            "title": "Head of EMEA",
            "level": "executive",
            "scope": "region=EMEA",
        },
        {"leader_id": "okafor", "name": "Ben Okafor", "title": "Finance", "unit_id": "finance", "level": "executive"},
    ),
    "indicators": (
        {
            "indicator_id": "uptime",
            "dimension": "internal",
            "name": "Service uptime",
            "unit": "%",
            "scale_low": "99",
            "scale_high": "100",
            "weight": "1",
            "shelf_life_months": "3",
        },
        {
            "indicator_id": "wait",
            "dimension": "customers",
            "name": "Days until a first useful answer",
            "unit": "days",
            "scale_high": "14",
            "direction": "lower",
        },
    ),
    "readings": (
        {"indicator_id": "uptime", "brand": "Meridian", "read_on": "2026-06-30", "value": "99.93", "grade": "A"},
        {
            "indicator_id": "uptime",
            "brand": "Northwind",
            "read_on": "2026-06",
            "value": "99.7",
            "grade": "B",
            "source": "their status page",
        },
    ),
    "needs": (
        {"need_id": "fast-start", "name": "Be productive in a week", "audience": "customer", "stance": "win"},
        {"need_id": "margins", "name": "Earn a fair margin", "audience": "partner", "stance": "match"},
    ),
    "need_ratings": (
        {
            "need_id": "fast-start",
            "brand": "Meridian",
            "scope": "segment=Enterprise",
            "period": "2026Q3",
            "importance": "8.6",
            "performance": "6.1",
            "n": "240",
            "spread": "2.1",
            "provenance": "double_blind",
        },
        {
            "need_id": "fast-start",
            "brand": "Northwind",
            "scope": "segment=Enterprise",
            "period": "2026Q3",
            "importance": "8.5",
            "performance": "7.2",
            "provenance": "double_blind",
        },
    ),
    **project_examples.EXAMPLES,
    **strategy_examples.EXAMPLES,
    **council_examples.EXAMPLES,
    **training_examples.EXAMPLES,
    **standards_examples.EXAMPLES,
    "themes": (
        {"theme_id": "parking", "name": "Parking", "phrases": "parking | car park* | parkplatz* | aparcamiento*"},
        {"theme_id": "loyalty-card", "name": "Loyalty card", "phrases": "loyalty card* | carte de fidelite* | points"},
    ),
}


def templates(folder: Path) -> tuple[Path, ...]:
    """Write <table>.csv for responses and each maintained table; files of these names are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder, "responses", RESPONSE_COLUMNS)]
    for name, kept in MAINTAINED.items():
        written.append(_write(folder, name, {spec.name: _explained(spec) for spec in kept.columns}))
    return tuple(written)


def _write(folder: Path, table: str, columns: Mapping[str, str]) -> Path:
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        # A comment is one quoted cell: its commas and semicolons are no sign of how the table is delimited.
        comments = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        comments.writerows([line] for line in _comments(table, columns))
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(EXAMPLES[table])
    return path


def _comments(table: str, columns: Mapping[str, str]) -> Iterator[str]:
    yield f"# {table.replace('_', ' ').capitalize()}: put your rows in place of the two examples"
    yield "# lines that begin with # are skipped"
    for name, meaning in columns.items():
        yield f"# {name}: {meaning}"


def _explained(spec: ColumnSpec) -> str:
    form = {
        Kind.DATE: "as 2026-07-31",
        Kind.MONTH: "as 2026-07",
        Kind.CHOICE: f"one of {' / '.join(spec.choices)}",
        Kind.SEVERAL: " ".join(("several", *_of(spec.choices), f"with '{BETWEEN.strip()}' between")),
    }.get(spec.kind, "")
    meaning = spec.help if spec.kind is not Kind.CHOICE else ""
    return ", ".join(part for part in (meaning, form, "needed" if spec.required else "") if part)


def _of(choices: Sequence[str]) -> tuple[str, ...]:
    return (f"of {' / '.join(choices)},",) if choices else ()
