"""`make screenshots`: every page in light and dark, wide and on a phone, on the demo company."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image

from cx.demo.load import load
from cx.store.opening import Store
from tests.browser.driving import DEMO_TODAY, PAGES, PHONE, WIDE, open_browser, open_page, settled, whole
from tests.serving import PROJECT, serve

SIZES = {"wide": WIDE, "phone": PHONE}
PICTURES = PROJECT / "docs" / "screenshots"


COLOURS = 128
"""A page has hardly more, and a picture of so few is a third as large."""


def keep(shot: bytes, path: Path) -> None:
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("No chromium was found: apt-get install chromium")
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cx-screenshots-") as name:
        folder = Path(name)
        store = folder / "cx.duckdb"
        load(Store(str(store)))
        with (
            serve(PROJECT / "app.py", store, folder / "log", environment=DEMO_TODAY) as server,
            open_browser(chromium) as browser,
        ):
            for page_name, address in PAGES.items():
                for size_name, size in SIZES.items():
                    for dark in (False, True):
                        path = PICTURES / f"{page_name}-{'dark' if dark else 'light'}-{size_name}.png"
                        with open_page(browser, size, dark=dark) as page:
                            page.goto(f"{server.url}/{address}")
                            keep(whole(settled(page)).screenshot(), path)
                        print(path.relative_to(PROJECT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
