"""What a page drew, kept as values that a bare page can draw again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from streamlit.proto.Element_pb2 import Element


@dataclass(frozen=True, slots=True)
class Recording:
    """Charts as Vega-Lite specifications with their rows in them, tables as frames."""

    charts: tuple[dict[str, Any], ...]
    tables: tuple[pd.DataFrame, ...]


def keep(elements: Iterable[Element], folder: Path) -> None:
    """Write each chart and table of a page's run into the folder."""
    folder.mkdir(parents=True)
    for position, element in enumerate(elements):
        kind = element.WhichOneof("type")
        if kind == "vega_lite_chart":
            chart = element.vega_lite_chart
            if chart.data.data or chart.datasets:
                raise ValueError("A chart keeps its rows outside its specification; this recording would lose them.")
            (folder / f"{position:03}.json").write_text(chart.spec, encoding="utf-8")
        elif kind == "dataframe":
            rows = pa.ipc.open_stream(element.dataframe.arrow_data.data).read_pandas()
            rows.to_parquet(folder / f"{position:03}.parquet")


def read(folder: Path) -> Recording:
    return Recording(
        charts=tuple(json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))),
        tables=tuple(pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))),
    )
