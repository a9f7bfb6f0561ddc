"""A dropped file, kept beside the store while it is looked at; under a name of ours, never under its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from cx.reports.opening import Store

ANSWER_FILES = ["csv", "tsv", "txt", "gz", "xlsx", "xls", "parquet"]
TABLE_FILES = ["csv", "tsv", "txt", "xlsx"]
_KEPT = "uploads"


@dataclass(frozen=True, slots=True)
class Upload:
    """path: where it is. name: as its holder calls it, for words only. token: another for each file."""

    path: Path
    name: str
    token: str


def drop_zone(label: str, store: Store, area: str, endings: list[str]) -> Upload | None:
    """Where a file is dropped; the file, or None while there is none. area: keeps the page's drop zones apart."""
    turn = st.session_state.setdefault(f"{area}_turn", 0)
    file = st.file_uploader(label, type=endings, key=f"{area}_file_{turn}")
    kept: dict[str, Upload] = st.session_state.setdefault(_KEPT, {})
    before = kept.get(area)
    if file is None:
        _forget(area)
        return None
    if before is None or before.token != file.file_id:
        _forget(area)
        kept[area] = _keep(file, store)
    return kept[area]


def done(area: str) -> None:
    """Empty the drop zone after its file was loaded or set aside."""
    _forget(area)
    st.session_state[f"{area}_turn"] += 1


def _keep(file: UploadedFile, store: Store) -> Upload:
    ending = file.name.rpartition(".")[2].lower()
    known = ending if ending in ANSWER_FILES else "csv"
    store.work_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = store.work_folder / f"upload-{uuid4().hex}.{known}"
    path.write_bytes(file.getbuffer())
    return Upload(path, file.name, file.file_id)


def _forget(area: str) -> None:
    upload: Upload | None = st.session_state.get(_KEPT, {}).pop(area, None)
    if upload is not None:
        upload.path.unlink(missing_ok=True)
