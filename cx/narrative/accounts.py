"""What is said of accounts: how they vote, how much of them was heard, and what is up for renewal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cx.domain.accounts import Held, Standing
from cx.domain.score import Score
from cx.narrative import numbers

FEW = "too few accounts to show"
_WORDS = {
    Standing.PROMOTER: "Promoters",
    Standing.PASSIVE: "Passives",
    Standing.DETRACTOR: "Detractors",
    Standing.MIXED: "Mixed",
    Standing.NOT_HEARD: "Not heard from",
}


def standing(of: Standing) -> str:
    return _WORDS[of]


def votes(by_account: Score | None, by_answer: Score | None, when: str) -> str:
    """Two levels of one score, side by side: they ask different things, so neither is better."""
    if by_account is None:
        return f"One vote an account: {FEW} in {when}"
    told = f"One vote an account gives {numbers.score(by_account.value)} in {when}"
    return f"{told}; one an answer, {numbers.score(by_answer.value)}" if by_answer else told


def heard(accounts: float | None, revenue: float | None) -> str:
    """Shares from 0 to 1 of listed accounts and of their revenue; None where they may not be shown or are not known."""
    if accounts is None:
        return ""
    told = f"heard from {numbers.percent(accounts)} of accounts"
    return f"{told}, with {numbers.percent(revenue)} of revenue" if revenue is not None else told


def renewals(quiet: Held | None, everything: Held, last: date, when: str, currency: str) -> str:
    if not everything.accounts:
        return f"No listed account renews by {_day(last)}"
    amount = numbers.money(everything.revenue, currency)
    if quiet is None:
        return f"{amount} is up for renewal by {_day(last)}; {FEW} how much of it was not heard from"
    if not quiet.accounts:
        return f"Every account that renews by {_day(last)} was heard from in {when}"
    unheard = numbers.money(quiet.revenue, currency)
    return f"{unheard} of {amount} up for renewal by {_day(last)} was not heard from in {when}"


def renewals_alt(rows: Sequence[tuple[Standing, Held | None]], currency: str) -> str:
    return f"Revenue up for renewal: {'; '.join(f'{standing(of)}: {held(found, currency)}' for of, found in rows)}."


def held(found: Held | None, currency: str) -> str:
    """'USD 38.2 million, 24 accounts.'"""
    if found is None:
        return FEW
    count = "1 account" if found.accounts == 1 else f"{found.accounts:,} accounts"
    return f"{numbers.money(found.revenue, currency)}, {count}"


def attention(quiet: Held, share: float, last: date, currency: str) -> str:
    """To be read behind 'Not heard from'. share: of the revenue up for renewal, 0 to 1."""
    return f"{held(quiet, currency)} up for renewal by {_day(last)}, {numbers.percent(share)} of what renews by then."


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
