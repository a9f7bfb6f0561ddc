"""One small export of each survey tool, as it writes them, with what must be read from it.

Written after the tools' own files and schemas: header rows, line ends, clocks and the rows that are no answers to the
question are the tool's; the people and comments are made up.
"""

from __future__ import annotations

from tests.ingest.exports.forms import FORMS
from tests.ingest.exports.nps_tools import NPS_TOOLS

EXPORTS = (*FORMS, *NPS_TOOLS)
