"""Are weaknesses known of what requirements.txt pins? Run by `make audit`, which fails where there are.

Where PyPI's list of weaknesses cannot be asked, or does not know a package, that is said and fails nothing: a check
of ours must not depend on somebody else's service.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
SECONDS = 90


def asked() -> str:
    """What pip-audit says of every pin, as JSON; '' where it came to no answer."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(PROJECT / "requirements.txt"), "--disable-pip", "--no-deps"]
    command += ["--timeout", "10", "--format", "json", "--progress-spinner", "off"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False).stdout
    except subprocess.TimeoutExpired:
        return ""


def verdict(answer: str) -> tuple[int, str]:
    """Exit status, and what to say of an answer of pip-audit's."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        return 0, "The list of known weaknesses could not be reached: nothing was audited."
    weak = [
        f"{package['name']} {package['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions'])}"
        for package in packages
        for weakness in package.get("vulns", ())
    ]
    unknown = sum("skip_reason" in package for package in packages)
    said = f"{len(packages) - unknown} of {len(packages)} packages were audited; {len(weak)} known weaknesses."
    if unknown:
        said += f" Nothing could be learned of the other {unknown}."
    return int(bool(weak)), "\n".join((said, *weak))


if __name__ == "__main__":
    status, told = verdict(asked())
    sys.stdout.write(f"{told}\n")
    sys.exit(status)
