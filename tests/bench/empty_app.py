"""The least that a Streamlit app can be: what every app pays."""

import streamlit as st

st.title("Empty")
