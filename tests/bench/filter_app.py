"""The least that a Streamlit app with one filter can be."""

import streamlit as st

chosen = st.segmented_control("Period length", ["Month", "Quarter", "Year"], default="Quarter")
st.title(f"By {chosen}")
