"""The same charts and tables as a page, from ready-made values: no store, no filters, no words."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import streamlit as st

from tests.bench.recording import Recording, read

st.set_page_config(layout="wide")


@st.cache_resource
def ready(folder: str) -> Recording:
    recording = read(Path(folder))
    gc.freeze()  # as the dashboard does: else Streamlit's collection after each run would flatter it
    return recording


recording = ready(os.environ["CX_BENCH_RECORDING"])
for position, chart in enumerate(recording.charts):
    st.vega_lite_chart(spec=dict(chart), theme=None, key=f"chart_{position}")
for position, table in enumerate(recording.tables):
    st.dataframe(table, hide_index=True, key=f"table_{position}")
