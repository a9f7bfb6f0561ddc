"""CX Council: the executive dashboard of a Net Promoter programme.

The map of this package. Imports go down only; `make check` holds it.

    pages/                    one file a page, each a table of contents
    cx/commands               the command line, one module a family of commands; cx/__main__.py starts it
    cx/ui                     the only room, beside pages/, that knows Streamlit
    cx/demo                   the seeded demo company and its planted stories
    cx/exports                charts, tables, drafts and packs become png, svg, csv, xlsx, docx, pptx, pdf
    cx/actions                what people change: each checked before it is written; edits are permitted and recorded
    cx/reports · cx/ingest    what people read: one frozen object a page · a file becomes checked rows
    cx/charts · cx/narrative · cx/store
                              values become charts · facts become sentences · the only room that knows SQL
    cx/domain                 pure: what each number means
    cx/settings.py            where the store is, what day it is, and what a company may change

Data goes one way: file → checked rows → responses and their summary → Tally → Score and Verdict → Fact → report →
chart, tile, sentence. Of a survey that stays in a warehouse, its counts by day take the place of responses.
"""

__version__ = "0.1.0"
