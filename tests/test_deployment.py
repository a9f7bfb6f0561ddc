"""The files that deploy: held to the commands, ports, paths and pins of the project. No image is built here."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from cx.__main__ import cli
from cx.store.opening import Store

PROJECT = Path(__file__).parent.parent


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def test_the_image_holds_all_that_the_dashboard_needs_and_runs_without_rights() -> None:
    image = text_of("Dockerfile")
    for source in re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE):
        for name in source.split():
            assert (PROJECT / name).exists(), name
            assert f"!{name.split('/')[0]}" in text_of(".dockerignore") or f"!{name}" in text_of(".dockerignore")
    user = image.index("\nUSER cx\n")
    assert user < image.index("\nCMD")
    assert "/_stcore/script-health-check" in image
    assert "secrets.toml" not in re.sub(r"#.*", "", image)


def test_every_command_of_the_image_and_of_the_guide_exists() -> None:
    words = re.findall(r"python -m cx ([a-z-]+)", text_of("docs/deployment.md"))
    words += re.findall(r'"python", "-m", "cx", "([a-z-]+)"', text_of("Dockerfile"))
    assert {"backup", "restore", "erase", "serve"} <= set(words)
    assert set(words) <= set(cli.commands)


def test_only_the_proxy_is_reached_from_outside_and_the_store_outlives_its_container() -> None:
    services = re.split(r"^  (?=\w)", text_of("compose.yaml"), flags=re.MULTILINE)
    of = {part.split(":", 1)[0]: part for part in services}
    assert [name for name, part in of.items() if re.search(r"^    ports:", part, re.MULTILINE)] == ["proxy"]
    assert "store:/data" in of["dashboard"]
    assert "CX_STORE:-/data/cx.duckdb" in of["dashboard"]
    assert "read_only: true" in of["dashboard"]
    assert re.search(r"dynamic a dashboard 8501\s+lb_policy cookie", text_of("deploy/Caddyfile"))


def test_with_a_server_as_the_store_files_are_checked_on_the_volume() -> None:
    """The image's own files cannot be written; its folder `data` leads to the volume."""
    assert Store("postgresql+psycopg://cx@postgres/cx").work_folder.parent == Path("data")
    assert "ln -s /data data" in text_of("Dockerfile")


def test_the_files_of_the_image_are_enough_to_back_up_a_store(tmp_path: Path) -> None:
    """The same files in a folder of their own, and the command that a schedule runs."""
    for name in ("cx", "pages", "app.py", "pyproject.toml"):
        (tmp_path / name).symlink_to(PROJECT / name)
    answers = tmp_path / "answers.csv"
    answers.write_text("response_id,responded_at,score\n" + "".join(f"{n},2026-03-01,{n % 11}\n" for n in range(40)))
    environment = os.environ | {"CX_STORE": str(tmp_path / "data" / "cx.duckdb")}

    def cx(*words: str) -> None:
        command = [sys.executable, "-m", "cx", *words]
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)

    cx("import", "responses", str(answers))
    (tmp_path / "backups").mkdir()
    cx("backup", str(tmp_path / "backups"))
    (backup,) = (tmp_path / "backups").glob("cx-*.cxbackup")
    environment["CX_STORE"] = str(tmp_path / "drill" / "cx.duckdb")
    cx("restore", str(backup))
    cx("check")
