"""What may be said of us beside other brands: only what a verdict backs, or a judgement, which is called one."""

from __future__ import annotations

from collections.abc import Sequence

from cx.domain.book import Verdict
from cx.domain.dots import Cell, Path
from cx.domain.rounding import ends_or_change, whole
from cx.domain.score import Score
from cx.domain.scorecard import DimensionGap, Standing, Word
from cx.domain.verdict import Relation
from cx.narrative import badges, numbers
from cx.narrative.badges import Badge

NO_EVIDENCE = "no evidence"
JUDGED = "judged"
SCORECARD_KEY = (
    "▲ ahead of us, ▼ behind us, ■ level, ≈ too close to call · how many indicators are read, A measured on a sample,"
    " B published, C judged"
)
_BESIDE_US = {
    Relation.AHEAD: ("behind us", "▼", -1),
    Relation.BEHIND: ("ahead of us", "▲", 1),
    Relation.LEVEL: ("level with us", "■", 0),
    Relation.UNCLEAR: ("too close to call", "≈", 0),
}
"""Where the other brand stands: its word, its sign, and which way its cell is tinted."""
_BY_JUDGEMENT = {
    Word.WELL_BEHIND: ("well behind us", "▼▼", -1),
    Word.BEHIND: ("behind us", "▼", -1),
    Word.LEVEL: ("level with us", "■", 0),
    Word.AHEAD: ("ahead of us", "▲", 1),
    Word.WELL_AHEAD: ("well ahead of us", "▲▲", 1),
}


def own_cell(standing: Standing, name: str, label: str) -> Cell:
    """Ours: a score, or that there is only judgement, or nothing."""
    if not standing.placed:
        return Cell(name, label, NO_EVIDENCE, shape="–", faded=True)
    figure = JUDGED if standing.score is None else numbers.score(standing.score)
    shape = "" if standing.score is not None else "C"
    return Cell(name, label, figure, shape=shape, note=_rests_on(standing), faded=bool(standing.stale))


def cell(standing: Standing, gap: DimensionGap, verdict: Verdict | None, name: str, label: str, margin: float) -> Cell:
    """Another brand's: its score and where it stands beside us, by the verdict or by judgement."""
    if not standing.placed:
        return Cell(name, label, NO_EVIDENCE, shape="–", faded=True)
    note, faded = _rests_on(standing), bool(standing.stale)
    judged = gap.word(margin)
    if judged:
        word, shape, leaning = _BY_JUDGEMENT[judged.turned]
        figure = JUDGED if standing.score is None else numbers.score(standing.score)
        return Cell(name, label, figure, word, shape, note, leaning, faded=True)
    figure = JUDGED if standing.score is None else numbers.score(standing.score)
    if verdict is None or verdict.relation is None:
        if gap.value is None:
            return Cell(name, label, figure, "nothing alike", "–", note, 0, faded=faded)
        words = f"{_beside_ours(-gap.value)}, untested"
        return Cell(name, label, figure, words, numbers.signed(-gap.value), _alike(note, gap), 0, faded=faded)
    word, shape, leaning = _BESIDE_US[verdict.relation]
    return Cell(name, label, figure, word, shape, _alike(note, gap), leaning, faded=faded)


def _beside_ours(points: float) -> str:
    """'16 below ours', where nothing more may be said of it."""
    if not whole(points):
        return "as ours"
    return f"{abs(whole(points))} {'above' if points > 0 else 'below'} ours"


def _alike(note: str, gap: DimensionGap) -> str:
    """How many indicators the gap rests on, where they are not all of them."""
    return note if len(gap.pairs) == gap.of else f"{note} · {len(gap.pairs)} alike"


def _rests_on(standing: Standing) -> str:
    """Coverage, grades and age: '4 of 7 · A, C · 1 old'."""
    grades = ", ".join(sorted({one.reading.grade.value for one in standing.placed}))
    old = f" · {standing.stale} old" if standing.stale else ""
    return f"{len(standing.placed)} of {standing.of} · {grades}{old}"


def scorecard_title(name: str, stands: Sequence[tuple[str, Cell, bool]]) -> str:
    """In which dimensions the main competitor is ahead of us and behind us. name: '' where none is named.

    stands: each dimension with its cell, and whether that rests on judgement alone.
    """
    told = [
        f"{where} us in {_listed([f'{label} (judged)' if judged else label for label, judged in found])}"
        for where, way in (("ahead of", 1), ("behind", -1))
        if (found := [(label, judged) for label, cell, judged in stands if cell.leaning == way])
    ]
    if not name or not any(cell.word for _, cell, _ in stands):
        return "Where each brand stands beside us, by dimension"
    if not told:
        return f"In no dimension is {name} shown to be ahead of us or behind us"
    return f"{name} is {'; '.join(told)}"


def scorecard_alt(cells: Sequence[Cell]) -> str:
    """The scorecard for those who hear it."""
    told = (", ".join(part for part in (one.brand, one.figure, one.word) if part) for one in cells)
    return "; ".join(f"{one.dimension}: {words}" for one, words in zip(cells, told, strict=True)) + "."


def needs_alt(paths: Sequence[Path]) -> str:
    """The map of needs for those who hear it: where each stands now."""
    told = (
        f"{path.need}, {path.name}: importance {path.places[-1].importance:.1f}, met {path.places[-1].performance:.1f}"
        for path in paths
    )
    return f"{'; '.join(told)}."


def finding(
    gap: Verdict | None, we: str, brand: str, ahead: Sequence[tuple[str, Sequence[str]]], *, alike: bool = False
) -> str:
    """The sentence at the top. ahead: other brands with the dimensions in which a verdict puts them ahead of us."""
    clauses = [_gap(gap, we, brand)] if gap else []
    clauses += [f"{name} is ahead of us in {_listed(labels)}" for name, labels in ahead if name != brand or not gap]
    if not clauses and alike:
        return "No tested gap puts another brand ahead of us; the scorecard says what is judged or untested."
    if not clauses:
        return "No other brand has evidence that can be compared with ours like for like."
    text = "; ".join(clauses[:3])
    return f"{text[:1].upper()}{text[1:]}."


def _gap(verdict: Verdict, we: str, brand: str) -> str:
    ours, theirs = verdict.current, verdict.reference
    if not isinstance(ours, Score) or not isinstance(theirs, Score) or verdict.relation is None:
        return f"{we} cannot be compared with {brand} yet: {verdict.reason or 'too few answers'}"
    rounded = ends_or_change(theirs.value, ours.value)
    ends = f"{we} scores {numbers.score(ours.value)}, {brand} {numbers.score(theirs.value)}"
    if verdict.relation is Relation.UNCLEAR:
        return f"{ends}: too close to call"
    if verdict.relation is Relation.LEVEL:
        return f"{ends}: level"
    if not rounded.adds_up or rounded.change == 0:
        return f"{ends}: we are {verdict.relation.value}"
    away = numbers.points(rounded.change)
    return f"{we} is {away} {verdict.relation.value}{' of' if verdict.relation is Relation.AHEAD else ''} {brand}"


def past_shelf_life(readings: Sequence[str]) -> str:
    """Which readings are old; at most three by name."""
    more = f" and {numbers.counted(len(readings) - 3, 'more reading')}" if len(readings) > 3 else ""
    return f"Past shelf life, shown faded: {'; '.join(readings[:3])}{more}."


def gap_title(verdict: Verdict | None, change: Verdict | None, we: str, brand: str, ago: str) -> str:
    """Where the gap stands, and whether it moved within a year."""
    if verdict is None:
        return f"{we} and {brand} do not both have a score in the last of these quarters"
    return f"{_gap(verdict, we, brand)}; {gap_moved(change, ago)}"


def gap_moved(change: Verdict | None, ago: str) -> str:
    """What became of the gap since a year ago. A gap is ours less theirs, so it 'rose' where we gained on them."""
    if change is None or change.relation is None or not isinstance(change.reference, Score) or change.current is None:
        return f"there is no gap of {ago} to compare with"
    then = numbers.signed(change.reference.value)
    if change.relation is Relation.UNCLEAR:
        return f"no clear change from {then} in {ago}"
    if change.relation is Relation.STEADY:
        return f"steady, {then} in {ago}"
    gained = change.relation is Relation.ROSE
    return f"we {'gained on' if gained else 'lost ground to'} them: {then} in {ago}"


def gap_badge(change: Verdict, ago: str) -> Badge:
    """What became of a gap, with what that rests on one hover away."""
    return Badge(badges.tone(change), _capital(gap_moved(change, ago)), badges.detail(change))


def rates_title(moved: Sequence[tuple[str, Verdict]]) -> str:
    """Who is improving and who is getting worse, by verdict. moved: brand and the verdict on its points a year."""
    up = [name for name, verdict in moved if verdict.relation is Relation.ROSE]
    down = [name for name, verdict in moved if verdict.relation is Relation.FELL]
    told = [
        f"{_listed(names)} {'are' if len(names) > 1 else 'is'} {words}"
        for names, words in ((up, "rising"), (down, "falling"))
        if names
    ]
    return _capital("; ".join(told)) if told else "No brand shows a clear rise or fall"


def beside(verdict: Verdict | None) -> str:
    """Where another brand stands beside us, in a table: 'ahead of us'."""
    if verdict is None or verdict.relation is None:
        return verdict.reason if verdict else ""
    return _BESIDE_US[verdict.relation][0]


def changed(verdict: Verdict | None) -> str:
    """What became of a figure within a year, in a table."""
    if verdict is None or verdict.relation is None:
        return verdict.reason if verdict else ""
    return {Relation.ROSE: "rose", Relation.FELL: "fell", Relation.STEADY: "steady"}.get(
        verdict.relation, "no clear change"
    )


def partners_title(by_type: Sequence[tuple[str, Verdict | None]], brand: str) -> str:
    """How partners of each type see us beside a brand."""
    groups: dict[str, list[str]] = {}
    for name, verdict in by_type:
        if verdict and verdict.relation:
            groups.setdefault(_WE_ARE[verdict.relation], []).append(f"{name.lower()}s")
    told = [f"{words.format(brand)} with {_listed(names)}" for words, names in groups.items()]
    if told:
        return _capital(f"we are {'; '.join(told)}")
    return "Too few answers, or nothing alike, to compare us with another brand by partner type"


_WE_ARE = {
    Relation.AHEAD: "ahead of {}",
    Relation.BEHIND: "behind {}",
    Relation.LEVEL: "level with {}",
    Relation.UNCLEAR: "too close to {} to call",
}


def needs_title(compared: Sequence[tuple[str, Verdict | None]], brand: str) -> str:
    """Which needs the main competitor, and which we, meet better. compared: needs, the most important first."""
    theirs = [name for name, verdict in compared if verdict and verdict.relation is Relation.BEHIND]
    ours = [name for name, verdict in compared if verdict and verdict.relation is Relation.AHEAD]
    told = [f"{brand} is ahead in “{theirs[0]}”{_more(theirs)}"] if theirs else []
    told += [f"we are ahead in “{ours[0]}”{_more(ours)}"] if ours else []
    if told:
        return _capital("; ".join(told))
    if not brand:
        return "No main competitor is named to compare needs with"
    if not any(verdict and verdict.relation for _, verdict in compared):
        return f"No need can be compared with {brand} yet"
    return f"No need is met clearly better by us or by {brand}"


def _more(names: Sequence[str]) -> str:
    return f" and {numbers.counted(len(names) - 1, 'other need')}" if len(names) > 1 else ""


def cell_finding(standing: Standing, gap: DimensionGap | None, name: str, label: str) -> str:
    """What a cell of the scorecard rests on, in words."""
    indicators = f"{standing.of} indicator{'' if standing.of == 1 else 's'}"
    if not standing.placed:
        return f"{label}, {name}: no evidence. None of {indicators} has a reading."
    told = [f"{label}, {name}: {len(standing.placed)} of {indicators} read"]
    if standing.score is None:
        told.append("judgement alone, so no number")
    elif standing.low is not None and standing.high is not None:
        ends = f"{numbers.score(standing.low)} to {numbers.score(standing.high)}"
        told.append(f"{numbers.score(standing.score)} of 100, likely {ends}")
    else:
        told.append(f"{numbers.score(standing.score)} of 100; some reading has no sample, so no range")
    if gap is not None:
        told.append(f"{len(gap.pairs)} of {gap.of} alike for both")
    if standing.stale:
        told.append(f"{numbers.counted(standing.stale, 'reading')} past shelf life")
    return ". ".join(_capital(one) for one in told) + "."


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
