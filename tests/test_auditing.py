from __future__ import annotations

import json

from tests.auditing import verdict

SAFE = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {"name": "pyarrow", "version": "14.0.0", "vulns": [{"id": "PYSEC-2023-238", "fix_versions": ["14.0.1"]}]}
UNKNOWN = {"name": "altair", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def test_a_known_weakness_fails_and_is_named() -> None:
    status, said = verdict(json.dumps({"dependencies": [SAFE, WEAK]}))
    assert status == 1
    assert "pyarrow 14.0.0: PYSEC-2023-238, mended in 14.0.1" in said


def test_what_could_not_be_audited_is_said_and_fails_nothing() -> None:
    assert verdict("") == (0, "The list of known weaknesses could not be reached: nothing was audited.")
    status, said = verdict(json.dumps({"dependencies": [SAFE, UNKNOWN]}))
    assert status == 0
    assert said == "1 of 2 packages were audited; 0 known weaknesses. Nothing could be learned of the other 1."
