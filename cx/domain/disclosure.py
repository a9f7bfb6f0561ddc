"""Who may be told what."""

from __future__ import annotations

from enum import StrEnum


class Sensitivity(StrEnum):
    """PUBLIC may be said outside, INTERNAL to everybody who works here, EMBARGOED to the council alone."""

    PUBLIC = "public"
    INTERNAL = "internal"
    EMBARGOED = "embargoed"
