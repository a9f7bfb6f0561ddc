"""The only room, beside pages/, that knows Streamlit.

navigation and address: where one is and with which filters. frame: what every page begins with. headlines, tiles and
charts: the parts of a page. importing and settings_form: the two pages that change something.
"""
