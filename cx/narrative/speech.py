"""Facts as sentences that a leader says aloud, by templates: the same fact, the same words."""

from __future__ import annotations

from datetime import date

from cx.domain.book import FEW_ANSWERS, NO_SCORE
from cx.domain.periods import Grain, Period, Window
from cx.domain.rounding import ends_or_change, whole
from cx.domain.slices import Slice
from cx.domain.surveys import Provenance
from cx.domain.verdict import Relation
from cx.narrative import beyond, numbers
from cx.narrative.facts import Audience, Fact, Kind, Silence, When

WORDS_A_MINUTE = 150
"""Of somebody who speaks to a room so that people can follow."""

_RECENT = 180
"""Days after its end in which a quarter or a month is known without its year."""
_QUARTERS = ("first", "second", "third", "fourth")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


# How groups and periods are called -----------------------------------------------------------------------------------


def spoken_name(scope: Slice, company: str) -> str:
    """'EMEA', 'Cloud in EMEA', 'partners'; the whole company by its name, else 'the company'."""
    audience = {"partner": "partners", "customer": "customers"}
    values = [audience.get(value, value) for field, value in scope if field != "region"]
    region = scope.get("region")
    if not values:
        return region or company or "the company"
    return ", ".join(values) + (f" in {region}" if region else "")


def spoken_period(period: Period, today: date) -> str:
    """'the third quarter', 'July', '2026'; with its year where it ended more than half a year ago."""
    if period.grain is Grain.YEAR:
        return period.key
    year = f" of {period.key[:4]}" if (today - period.span.last).days > _RECENT else ""
    if period.grain is Grain.QUARTER:
        return f"the {_QUARTERS[int(period.key[-1]) - 1]} quarter{year}"
    return f"{_MONTHS[period.span.first.month - 1]}{year}"


def spoken_when(now: Window, today: date, against: Window | None = None, *, year_ago: bool = False) -> When:
    """The period, and what it is compared with, as they are said."""
    period = now.period
    said = spoken_period(period, today)
    if now.to_date:
        said = f"{said} so far"
    if against is None:
        return When(period.key, said)
    before = "a year earlier" if year_ago else f"the {period.grain.value} before"
    return When(period.key, said, against.period.key, f"the same days of {before}" if now.to_date else before)


# Points -------------------------------------------------------------------------------------------------------------


def point(fact: Fact, audience: Audience) -> str:
    """The sentence for a fact."""
    if fact.kind in beyond.SENTENCES:
        told = beyond.SENTENCES[fact.kind](fact, audience)
        return f"{told[:1].upper()}{told[1:]}{'' if told.endswith(('.', '?')) else '.'}"
    said = {
        Kind.CHANGE: _change,
        Kind.YEAR: _year,
        Kind.TARGET: _target,
        Kind.GAP: _gap,
        Kind.REST: _rest,
        Kind.CAUSE: _cause,
        Kind.ASKED: _asked,
        Kind.METHOD: _method,
        Kind.SILENCE: _silence,
    }[fact.kind](fact, audience)
    return f"{said[:1].upper()}{said[1:]}."


def longer(fact: Fact) -> str:
    """What stands behind the sentence, for whoever asks: survey, period, sample and range."""
    source = fact.source
    if source is None:
        return beyond.behind(fact)
    parts = [f"{source.survey}; {source.asked_by}", _label(fact.when.key)]
    if fact.n is not None and fact.kind is not Kind.ASKED:
        beside = f" and {fact.n_against:,}" if fact.n_against is not None else ""
        parts.append(f"{fact.n:,}{beside} answers")
    if fact.low is not None and fact.high is not None:
        what = "difference likely" if fact.difference is not None else "likely"
        parts.append(f"{what} {beyond.likely(fact.low, fact.high, fact.metric)}")
    return " · ".join(parts)


def further(fact: Fact) -> str:
    """A second sentence for whoever has the time: how many answered, and what to bear in mind."""
    if fact.kind is Kind.CHANGE and fact.n is not None:
        before = f", {fact.n_against:,} {fact.when.against}" if fact.n_against is not None and fact.when.against else ""
        return f"{fact.n:,} answered{_about(fact).replace(' of ', ' for ', 1)}{before}."
    return caution(fact) if fact.kind in (Kind.CAUSE, Kind.DRIVER, Kind.EFFECT) else ""


def _label(key: str) -> str:
    """A quarter's key as it is written: 'Q3 2026'."""
    year, quarter, number = key.partition("Q")
    return f"Q{number} {year}" if quarter else key


def caution(fact: Fact) -> str:
    """What to bear in mind when saying it; '' where there is nothing."""
    if fact.restated:
        return fact.restated
    if fact.kind is Kind.EFFECT:
        return "Compared with answers that no project was to move; other things may have helped."
    if fact.kind is Kind.DRIVER and not fact.moved:
        return "The two go together; that does not show that one causes the other."
    if fact.kind is Kind.GAP:
        return (
            "From a survey of the market: its scores are other than those of our own survey, and not mixed with them."
        )
    if fact.kind is Kind.CAUSE:
        return "This says where the change sits, not why it happened."
    if fact.relation is Relation.UNCLEAR:
        return "Do not call it a change: the answers do not show one."
    return ""


def seconds(text: str) -> int:
    """How long it takes to say."""
    return round(60 * len(text.split()) / WORDS_A_MINUTE)


def _now(fact: Fact) -> str:
    return numbers.score(fact.value or 0.0)


def _then(fact: Fact) -> str:
    return numbers.score(fact.against or 0.0)


def _same_ends(fact: Fact) -> bool:
    return whole(fact.value or 0.0) == whole(fact.against or 0.0)


def _who(fact: Fact) -> str:
    return "partners" if fact.source and fact.source.audience == "partner" else "customers"


def _object(fact: Fact) -> str:
    """Whom they scored: a part of the company by its name, the whole and the audience of a survey as 'us'."""
    return fact.name if fact.scope.without("audience") else "us"


def subject(fact: Fact) -> str:
    """What rises, falls or stands somewhere: 'EMEA', 'the company', 'our score with partners'."""
    if fact.scope.without("audience"):
        return fact.name
    partners = fact.scope.get("audience") or ("partners" if _who(fact) == "partners" else "")
    return f"our score with {_who(fact)}" if partners else fact.name


def _moved(fact: Fact) -> str:
    """'down from 40 the quarter before', never both ends and a change that they do not add up to."""
    way = "up" if fact.relation is Relation.ROSE else "down"
    if _same_ends(fact):
        return f"{way} by less than a point on {fact.when.against}"
    return f"{way} from {_then(fact)} {fact.when.against}"


def _change(fact: Fact, audience: Audience) -> str:
    if fact.relation is None:
        return f"{_scored(fact, audience)}; {_not_compared(fact)}"
    if fact.relation is Relation.STEADY:
        return f"{_scored(fact, audience)}, steady on {fact.when.against}"
    if fact.relation is Relation.UNCLEAR:
        range_ = (
            f": anywhere {numbers.between(fact.low or 0.0, fact.high or 0.0)}" if audience is Audience.COUNCIL else ""
        )
        return f"{_scored(fact, audience)}, no clear change on {fact.when.against}{range_}"
    if audience is Audience.COUNCIL and not _same_ends(fact):
        verb = "rose" if fact.relation is Relation.ROSE else "fell"
        return f"{subject(fact)} {verb} from {_then(fact)} to {_now(fact)} in {fact.when.said}"
    by = ", by the same method" if audience is Audience.EXTERNAL else ""
    return f"{_scored(fact, audience)}, {_moved(fact)}{by}"


def _scored(fact: Fact, audience: Audience) -> str:
    if audience is Audience.TEAM:
        return f"in {fact.when.said}, {_who(fact)} scored {_object(fact)} {_now(fact)}"
    if audience is Audience.COUNCIL and not fact.scope.without("audience") and _who(fact) == "partners":
        return f"partners scored us {_now(fact)} in {fact.when.said}"
    if audience is Audience.COUNCIL:
        return f"{fact.name} scored {_now(fact)} in {fact.when.said}"
    who = "with partners" if not fact.scope.without("audience") and _who(fact) == "partners" else f"for {fact.name}"
    return f"{who} that score was {_now(fact)} in {fact.when.said}"


def _not_compared(fact: Fact) -> str:
    if fact.detail == NO_SCORE:
        return "there is no earlier score to compare it with"
    if fact.detail == FEW_ANSWERS:
        return f"too few answered {fact.when.against} to compare it"
    return f"it is not compared with {fact.when.against}, because {fact.detail}"


def _year(fact: Fact, audience: Audience) -> str:
    del audience
    if fact.relation is None:
        return f"{subject(fact)} scored {_now(fact)}; {_not_compared(fact)}"
    if fact.relation is Relation.STEADY:
        return f"{subject(fact)} is steady on a year earlier, at {_now(fact)}"
    if fact.relation is Relation.UNCLEAR:
        return f"{subject(fact)} shows no clear change on a year earlier"
    way = "up" if fact.relation is Relation.ROSE else "down"
    ends = f"at {_now(fact)}" if _same_ends(fact) else f"{_now(fact)} now, {_then(fact)} then"
    return f"{subject(fact)} is {way} on a year earlier: {ends}"


def _target(fact: Fact, audience: Audience) -> str:
    del audience
    if fact.relation not in (Relation.ABOVE_TARGET, Relation.BELOW_TARGET):
        return f"{subject(fact)} is too close to its target of {_then(fact)} to call"
    side = "above" if fact.relation is Relation.ABOVE_TARGET else "below"
    if _same_ends(fact):
        return f"{subject(fact)} is just {side} its target of {_then(fact)}"
    return f"{subject(fact)} is {side} its target of {_then(fact)}, at {_now(fact)}"


_MARKET = {
    Provenance.DOUBLE_BLIND: "in a survey of the market by a third party",
    Provenance.PUBLISHED: "in published figures",
    Provenance.OWN: "in our own survey",
}


def _gap(fact: Fact, audience: Audience) -> str:
    where = f" in {fact.name}" if fact.scope else ""
    survey = (
        _MARKET[fact.source.provenance] if audience is Audience.EXTERNAL and fact.source else "in the market survey"
    )
    if _who(fact) == "partners":
        survey += ", among partners,"
    if fact.relation is Relation.UNCLEAR:
        return f"{survey} it is too close to call between us and {fact.brand}{where}"
    word = {Relation.AHEAD: "ahead of", Relation.BEHIND: "behind", Relation.LEVEL: "level with"}
    stand = word[fact.relation] if fact.relation else "not compared with"
    ends = f": {_now(fact)} against {_then(fact)}" if not _same_ends(fact) else f": both at {_now(fact)}"
    return f"{survey} we are {stand} {fact.brand}{where}{ends}"


def _rest(fact: Fact, audience: Audience) -> str:
    del audience
    if fact.relation is Relation.LEVEL:
        return f"{fact.name} is level with the rest of the company, at {_now(fact)}"
    side = "ahead of" if fact.relation is Relation.AHEAD else "behind"
    ends = f": {_now(fact)} against {_then(fact)}" if not _same_ends(fact) else ""
    return f"{fact.name} is {side} the rest of the company{ends}"


def _cause(fact: Fact, audience: Audience) -> str:
    del audience
    way = "rise" if (fact.against or 0.0) > 0 else "fall"
    if not fact.detail:
        return f"most of that {way} is who answered, not how they scored"
    total, part = abs(fact.against or 0.0), abs(fact.value or 0.0)
    scored = f"how {_who(fact)} scored {fact.detail}"
    rounded = ends_or_change(0.0, total)
    if whole(part) >= rounded.change or whole(part) < 2:
        return f"most of that {way} is {scored}"
    return f"about {numbers.points(part)} of that {way} are {scored}"


def _asked(fact: Fact, audience: Audience) -> str:
    del audience
    asked, answered = fact.n_against or 0, fact.n or 0
    return (
        f"we asked {asked:,} {_who(fact)}{_about(fact)} and {answered:,} answered, {whole(fact.value or 0.0)} percent"
    )


def _about(fact: Fact) -> str:
    return f" of {fact.name}" if fact.scope.without("audience") else ""


def _method(fact: Fact, audience: Audience) -> str:
    del audience
    whom = fact.detail or _who(fact)
    return (
        f"we ask {whom} how likely they are to recommend us, from 0 to 10, and subtract the percentage answering 0 to 6"
        " from the percentage answering 9 or 10; we use it to choose what to fix"
    )


def _silence(fact: Fact, audience: Audience) -> str:
    del audience
    who, when = f"{_who(fact)}{_about(fact)}", fact.when.said
    why = {
        Silence.NOT_THEIRS: f"no survey answers belong to {fact.name} alone, so it has no score of its own to speak of",
        Silence.NO_SURVEY: "no answers to a survey of our own are in yet, so there is no score to speak of",
        Silence.UNDECIDED: "several surveys ask about us and none is set as the primary one, so there is no score to"
        " speak of yet",
        Silence.NOT_OURS: "the answers name brands and none is set as our own, so there is no score of ours to say",
        Silence.NOBODY: f"no answer to the survey is from {who}, so there is no score to speak of",
        Silence.NOT_THEN: f"no answers are in for {when}, so there is no score of {fact.name} to speak of",
    }
    return why.get(Silence(fact.detail or Silence.FEW), f"too few {who} answered in {when} to speak of a score")
