"""What is masked in comments, and what stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.domain.masking import masked

MASKED = {
    "ana.ruiz@example.com": "[e-mail]",
    "ana ＠ ｅｘａｍｐｌｅ．ｃｏｍ": "[e-mail]",
    "ana\u200b.ruiz@exam\u200bple.com": "[e-mail]",
    "name at example dot com": "[e-mail]",
    "sara dot miller at example dot com": "[e-mail]",
    "jane.doe [at] example [dot] co [dot] uk": "[e-mail]",
    "jean.dupont arobase exemple point fr": "[e-mail]",
    "ana arroba ejemplo punto es": "[e-mail]",
    "+49 30 901820": "[phone]",
    "+33 (0)6 12 34 56 78": "[phone]",
    "06.12.34.56.78": "[phone]",
    "0044 20 7946 0958": "[phone]",
    "(555) 123-4567": "[phone]",
    "4111-1111-1111-1111": "[card number]",
    "４１１１ １１１１ １１１１ １１１１": "[card number]",
    "DE89 3704 0044 0532 0130 00": "[IBAN]",
    "192.168.10.25": "[IP address]",
    "2001:db8::8a2e:370:7334": "[IP address]",
    "https://portal.example.com/users/12345?token=abc": "[link]",
}
KEPT = (
    "order number 4711-20260901, invoice 2026-000123",
    "on 01.09.2026 10:30, again 2026-09-01T10:30:00 and 1/9/26",
    "order 0612345678",
    "1.234.567 EUR, 0.123456789 %, 12,345,678 rows, 100000 users",
    "version 1.2.3.4",
    "we met at example.com and at this point it was fine; look at the dot in the corner",
    "4111 1111 1111 1112",
)


@pytest.mark.parametrize("written", MASKED)
def test_what_reaches_a_person_is_replaced_by_its_kind(written: str) -> None:
    assert masked(f"Write to {written} please") == f"Write to {MASKED[written]} please"


@pytest.mark.parametrize("written", KEPT)
def test_what_only_looks_like_it_stays(written: str) -> None:
    assert masked(written) == written


LETTERS = st.text(st.characters(categories=["L", "Zs", "Po"], exclude_characters="@＠﹫/\\"), max_size=60)


@given(st.text(max_size=200))
def test_masking_twice_masks_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.lists(st.sampled_from(["we", "met", "at", "the", "port", "of", "Málaga", "point", "it", "was", "fine", "."])))
def test_words_alone_are_never_masked(words: list[str]) -> None:
    text = " ".join(words)
    assert masked(text) == text


@given(LETTERS, LETTERS, st.sampled_from(sorted(MASKED)))
def test_it_is_found_wherever_it_stands(before: str, after: str, written: str) -> None:
    told = masked(f"{before}\n{written}\n{after}")
    assert MASKED[written] in told
    assert written not in told


@pytest.mark.parametrize(
    "unit",
    [
        "a@",
        "a.",
        "1 ",
        "0 1",
        "+1",
        "4",
        "at ",
        "a at a dot ",
        "http://",
        "a:",
        "DE89 ",
        "(",
        "tel ",
        "1.1.",
        "call me ",
        "ref #",
    ],
)
def test_a_hostile_comment_costs_no_more_than_its_length(unit: str) -> None:
    def seconds(letters: int) -> float:
        text = (unit * (letters // len(unit) + 1))[:letters]
        started = time.thread_time()
        masked(text)
        return time.thread_time() - started

    assert min(seconds(60_000) for _ in range(2)) < 40 * max(seconds(6_000), 0.005)
