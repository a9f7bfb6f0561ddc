"""Answers that stay in a warehouse: it is asked for counts, and what it says is put into a scratch database.

`scratch.cells` has its answers of the days that were asked for, counted by day and every field; `scratch.days` what it
says those days come to; `scratch.refused` its rows that are no answers.
"""
