"""A file becomes checked rows: how it is recognized, read, mapped and loaded.

responses.py   load or preview a survey export        files.py     read a small table with its lines
isolation.py   a child process with limits            child.py     what runs inside it
junk.py        is it a table at all                   encodings.py which characters its bytes are
tables.py      header, columns and records            formats.py   the exports known by name
columns.py     which column is which field            reading.py   from an opened table to checked rows
"""
