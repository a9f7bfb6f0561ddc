"""What drafts say of companies whose truth is known: told what was planted, silent where nothing was.

Run by `make bench-drafts`: seeded companies, six leaders, three audiences. Every figure is counted again by pandas.
The result is written to docs/drafts-measured.md.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path

from cx.narrative.drafts import Draft, Point
from cx.narrative.facts import Audience, Fact, Kind
from cx.reports import book, drafts
from cx.store.opening import Store
from tests.bench.planted import LEADERS, PERIOD, TODAY, TOUCHED, Company, made, stored
from tests.bench.recount import backed, claimed, stated
from tests.serving import PROJECT

COMPANIES = 240
EACH = 5
"""Companies that a process measures before it tells of them."""
WORKERS = 2
REPORT = PROJECT / "docs" / "drafts-measured.md"
STRONG_SE, STRONG_POINTS = 5, 8


@dataclass(slots=True)
class Counts:
    """numbers, wrong: numbers in sentences and those that a second count does not give. claimed, unlike_claimed:
    figures of claims and those that differ from a second count by a millionth. strong, told: planted changes of at
    least 5 standard errors and 8 points, and those told in the right direction. claims, false: claims of change, and
    those about groups where nothing changed. causes, not_planted: what is said to carry a change, and what was not
    planted there. quiet, silent: drafts of companies without any change, and those that claim none. untold: rises and
    falls of the leader's own that are not among the points. twice: sentences that stand twice. unlike: drafts that read
    otherwise when all is worked out anew. flagged: what a draft's own check marks."""

    drafts: int = 0
    numbers: int = 0
    wrong: int = 0
    claimed: int = 0
    unlike_claimed: int = 0
    strong: int = 0
    told: int = 0
    claims: int = 0
    false: int = 0
    causes: int = 0
    not_planted: int = 0
    quiet: int = 0
    silent: int = 0
    untold: int = 0
    twice: int = 0
    unlike: int = 0
    flagged: int = 0

    def add(self, other: Counts) -> None:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


def count(company: Company, leader: str, draft: Draft) -> Counts:
    texts = [point.text for point in draft.points]
    facts = [point.fact for point in draft.points]
    sentences = re.split(r"(?<=[.?]) (?=[A-Z“])", " ".join(texts))
    found = Counts(drafts=1, twice=len(sentences) - len(set(sentences)), flagged=len(draft.flags))
    for point in draft.points:
        found.add(_numbers(company, point))
    found.add(_claims(company, facts))
    own = [fact for fact in facts if fact.scope == LEADERS[leader] and fact.kind is Kind.CHANGE]
    moved, error = company.moved[leader], company.errors[leader]
    if abs(moved) >= max(STRONG_POINTS, STRONG_SE * error):
        found.strong = 1
        found.told = any(fact.relation == ("rose" if moved > 0 else "fell") for fact in own)
    if not any(company.moved.values()):
        found.quiet = 1
        found.silent = not any(fact.moved for fact in facts)
    found.untold = sum(fact.own and fact.kind is Kind.CHANGE and fact.moved and fact not in own for fact in draft.facts)
    return found


def _numbers(company: Company, point: Point) -> Counts:
    known, said = backed(company, point.fact), stated(point.text)
    found = Counts(numbers=len(said), wrong=sum(number not in known for number in said))
    if point.fact.value is not None:
        claim, again = point.fact.claim(), claimed(company, point.fact)
        found.claimed = len(again)
        found.unlike_claimed = sum(abs(claim[name] - value) > 1e-6 for name, value in again.items())
    return found


def _claims(company: Company, facts: Sequence[Fact]) -> Counts:
    by_scope = {scope: name for name, scope in LEADERS.items()}
    changes = [fact for fact in facts if fact.moved]
    causes = [fact for fact in facts if fact.kind is Kind.CAUSE]
    return Counts(
        claims=len(changes),
        false=sum(company.moved[by_scope[fact.scope]] == 0 for fact in changes),
        causes=len(causes),
        not_planted=sum(fact.detail not in _planted(company) for fact in causes),
    )


def _planted(company: Company) -> tuple[str, ...]:
    """What may carry a change: the groups that were touched, or '' for who answered."""
    return tuple(value for _, value in TOUCHED[company.planted]) if company.planted in TOUCHED else ("",)


def measured(company: Company, store: Store) -> Counts:
    """Every draft of one company; one of them is worked out a second time, nothing kept."""
    counts = Counts()
    for leader in LEADERS:
        for audience in Audience:
            draft = drafts.report(store, leader, audience, PERIOD, TODAY)
            counts.add(count(company, leader, draft))
            if (leader, audience) == ("rp", Audience.TEAM):
                forget()
                again = drafts.report(store, leader, audience, PERIOD, TODAY)
                counts.unlike += again.as_json() != draft.as_json()
    return counts


def forget() -> None:
    drafts.forget()
    book.forget()


def run(seeds: Iterable[int], folder: Path, largest: int = 4500) -> Iterator[Counts]:
    """The counts of each company."""
    empty = Store(str(folder / "empty.duckdb"))
    with empty.writing():
        """Opening for writing makes the empty store."""
    for seed in seeds:
        company = made(seed, largest)
        yield measured(company, stored(company, empty, folder))
        forget()


def of_part(seeds: range) -> tuple[Counts, float]:
    """The counts of several companies together, and the processor's seconds that they took."""
    counts, begun = Counts(), time.process_time()
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as folder:
        for found in run(seeds, Path(folder)):
            counts.add(found)
    return counts, time.process_time() - begun


def share(part: int, of: int) -> str:
    return f"{part:,} of {of:,}" + (f", {part / of:.1%}" if of else "")


def promises(counts: Counts) -> list[tuple[str, str, bool]]:
    """What is promised, what was found, whether it holds."""
    c = counts
    return [
        ("Every number in every sentence is one counted again", f"{c.wrong} of {c.numbers:,} are not", not c.wrong),
        (
            "Every figure of every claim is one counted again, to a millionth",
            f"{c.unlike_claimed} of {c.claimed:,} are not",
            not c.unlike_claimed,
        ),
        (
            "Planted changes of 5 standard errors and 8 points are told in the right direction, at least 95%",
            share(c.told, c.strong),
            c.told >= 0.95 * c.strong,
        ),
        (
            "Claims of change are about groups where nothing changed, at most 5%",
            share(c.false, c.claims),
            c.false <= 0.05 * c.claims,
        ),
        (
            "Where nothing was planted, drafts claim no change, at least 95%",
            share(c.silent, c.quiet),
            c.silent >= 0.95 * c.quiet,
        ),
        (
            "What is said to carry a change was not planted there, at most 5%",
            share(c.not_planted, c.causes),
            c.not_planted <= 0.05 * c.causes,
        ),
        ("Rises and falls of the leader's own that are left out", f"{c.untold}", not c.untold),
        ("Sentences that stand twice in a draft", f"{c.twice}", not c.twice),
        ("Drafts that read otherwise when worked out again", f"{c.unlike}", not c.unlike),
        ("Marks of a draft's own check in its own sentences", f"{c.flagged}", not c.flagged),
    ]


def broken(counts: Counts) -> str:
    """The promises that do not hold, in words."""
    return "; ".join(f"{promise}: {found}" for promise, found, holds in promises(counts) if not holds) or "all holds"


def report(companies: int, counts: Counts, seconds: float) -> str:
    rows = (f"| {what} | {found} | {'yes' if holds else '**no**'} |" for what, found, holds in promises(counts))
    return "\n".join(
        [
            "# What drafts say of companies whose truth is known",
            "",
            "`make bench-drafts` writes this page. Each company is made from a seed: its last quarter differs from the",
            "one before and from a year ago by an effect on one region, product, journey or a pair of them, by a shift",
            "of who answers and nothing else, or by nothing at all. Each has a target, invitations and six",
            "leaders (a region, a product, a journey, a region that nothing touched, a pair, the whole company), and",
            "each leader a draft for each audience. Numbers are counted again from the answers by pandas, intervals by",
            "their formula, with no code of the app.",
            "",
            "| what is promised | found | held |",
            "|---|---|---|",
            *rows,
            "",
            f"{companies} companies, {counts.drafts:,} drafts, {seconds / counts.drafts:.2f} s of a processor for each,"
            " loading and counting again among it.",
            "",
        ]
    )


def main() -> int:
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else COMPANIES
    counts, seconds = Counts(), 0.0
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
        parts = [range(first, companies, companies // EACH or 1) for first in range(companies // EACH or 1)]
        for number, (found, taken) in enumerate(pool.map(of_part, parts), 1):
            counts.add(found)
            seconds += taken
            print(f"{number} of {len(parts)} parts, {counts.drafts:,} drafts: {broken(counts)}", file=sys.stderr)
    for promise, result, holds in promises(counts):
        print(f"{'✓' if holds else '✗'} {promise}: {result}")
    if companies >= COMPANIES:
        REPORT.write_text(report(companies, counts, seconds), encoding="utf-8")
    return 0 if all(holds for *_, holds in promises(counts)) else 1


if __name__ == "__main__":
    sys.exit(main())
