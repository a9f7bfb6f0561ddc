"""The dashboard: `streamlit run app.py`. Only the page's set-up is here; the rest is in cx/ui and pages/."""

import streamlit as st

from cx.ui import starting

frame = starting.page_frame()
st.set_page_config(page_title="CX Council", page_icon=starting.ICON, layout="wide")
frame.run()
