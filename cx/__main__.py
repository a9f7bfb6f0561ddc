"""The command line: `python -m cx …`.

Exit status: 0 done; 2 refused, nothing changed; 3 a choice is needed, nothing changed. Messages go to standard error;
`--json` prints one JSON object on standard output.
"""

from __future__ import annotations

import gc
import os
import sys

import click

from cx.commands import access, closing, company, council, figures, importing, keeping, serving, speaking, syncing
from cx.commands.terminal import cli, say
from cx.domain.errors import CxError

COMMANDS = (importing, syncing, figures, closing, company, keeping, serving, speaking, council, access, serving)
"""Importing a family adds its commands to `cli`."""


def main() -> int:
    # Processors that wait for a share of some small product wait busily, and what was imported stays until the end:
    # both would cost a short command a tenth of its time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(50_000)
    try:
        status = cli(standalone_mode=False)
    except CxError as error:
        say(str(error))
        return error.exit_status
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        say("Stopped; nothing was changed.")
        return 2
    return status if isinstance(status, int) else 0


if __name__ == "__main__":
    sys.exit(main())
