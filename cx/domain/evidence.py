"""What an answer or a response rests on, as people write it down: words, and an address where there is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

BETWEEN = " | "
"""Between several values of one cell."""

_ADDRESS = re.compile(r"(?:^|\s)(https?://\S+)$", re.IGNORECASE)


def several(text: str) -> tuple[str, ...]:
    """The values of a cell that holds several.

    >>> several("EMEA | Asia Pacific|")
    ('EMEA', 'Asia Pacific')
    """
    return tuple(part.strip() for part in text.split(BETWEEN.strip()) if part.strip())


@dataclass(frozen=True, slots=True)
class Evidence:
    """label: as it is shown. address: an http or https address, '' where there is none; no other is ever followed.

    >>> Evidence.parse("Partner study 2026: https://intra.example/study")
    Evidence(label='Partner study 2026', address='https://intra.example/study')
    """

    label: str
    address: str = ""

    @classmethod
    def parse(cls, text: str) -> Evidence:
        found = _ADDRESS.search(text.strip())
        if not found:
            return cls(text.strip())
        label = text.strip()[: found.start()].strip().rstrip(":").strip()
        return cls(label or found[1], found[1])
