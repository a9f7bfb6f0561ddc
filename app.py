"""The dashboard: `streamlit run app.py`. Page set-up here; navigation, filters and pages in cx/ui and pages/."""

import streamlit as st

from cx.ui import frame

st.set_page_config(page_title="CX Council", page_icon=":material/monitoring:", layout="wide")
frame.run()
