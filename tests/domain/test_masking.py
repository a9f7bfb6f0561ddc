"""What is masked in comments, and what stays."""

from __future__ import annotations

import pytest

from cx.domain.masking import masked

MASKED = {
    "ana.ruiz@example.com": "[e-mail]",
    "ana ＠ ｅｘａｍｐｌｅ．ｃｏｍ": "[e-mail]",
    "ana\u200b.ruiz@exam\u200bple.com": "[e-mail]",
    "name at example dot com": "[e-mail]",
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
