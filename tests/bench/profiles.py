"""Where the time goes in what misses its promise, by the beginning of a measure's name, as profiles said when it was
looked into last."""

from __future__ import annotations

SAID = {
    "A filter changed on the Overview": (
        "the browser works for about 190 ms, for 30 in an empty app: charts drawn anew take some 75 of them, tiles 50"
        " to 65, headline, filters and frame 73. Streamlit leaves alone what did not change."
    ),
    "First complete page": (
        "the server's first script takes one second of processor time, nearly all of it imports; then the browser loads"
        " Streamlit's 125 files, and draws what an empty app has not."
    ),
    "A cold Overview": (
        "what grows are the answers themselves. The open quarter and what it is compared with end within a month, which"
        " is counted from its answers by each field, and so are accounts; the summary's part stays as it is."
    ),
    "Standards, its script": (
        "the floor draws its one chart; menu, header and styles alone cost more, and beside the chart the page draws 14"
        " controls and some 160 texts and boxes."
    ),
    "Strategy answers, its script": (
        "the floor draws its two charts; beside them the page draws 9 controls and some 120 texts and boxes."
    ),
}


def said_of(measure: str) -> str:
    """What the profile says of it, as a sentence; '' where it was not looked into."""
    return next((f" The profile: {said}" for name, said in SAID.items() if measure.startswith(name)), "")
