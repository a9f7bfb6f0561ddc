"""Meridian, a made-up business-to-business technology company, made from a seed with stories planted in its answers.

Its fiscal year is the calendar year; answers run from January 2023 to September 2026: three whole years and
three quarters of a fourth. `stories.py` lists every story with its effect, and tests/demo holds each:

    support_improves    the Support journey climbs from 18 to 36 after named engineers start in January 2026
    emea_falls          EMEA falls from 40 to 30 in 2026Q3, seven of the ten points among its newest customers
    pure_mix            Cloud Platform falls 16 points in 2025Q2 and no product does: Cloud Start answers more
    too_small           the public sector gives 10 to 25 answers a quarter, under 5 in Latin America
    method_change       the survey goes from telephone to e-mail in July 2024, which takes 8.5 points
    entrant_surges      Brightloop passes Northwind in the market survey within six quarters
    company_holds       the company shows no clear change in 2026Q3 although EMEA falls
    gap_closes          distributors rate us 32 points below Northwind in 2025Q3, level a year later
    entrant_ahead       Brightloop is ahead of us with customers, though no partner knows it
    stale_reading       what we think of Northwind's skills is 22 months old
    wants_change        a quick start matters more each quarter, and we serve it worse
    gap_narrows         nine behind Northwind, fourteen a year before, which may be chance
    segment_silent      Meridian Cloud's customers stop answering in April 2026 though more of them are asked
    restated_quarter    2025Q4 was closed at 39; 240 late answers from Asia Pacific would make it 36
    quiet_accounts      two dozen of the largest customers renew by March 2027 and have never answered
    answer_again        some people answer again within a quarter and count once

Since 2025 customers rate eight touchpoints and needs beside the score; `ratings.py` lists what is planted in them:

    driver_leads        problems solved quickly go with the score most in every quarter
    rated_low_but_idle  invoices are rated lowest and have nothing to do with the score
    driver_grows        getting started weighs far more from 2026Q3 on, and is rated lower
    one_question_twice  easy to use and simple to work with are nearly the same question

What customers write moves with them; `voices.py` lists each theme with its share by quarter.

company.py   who Meridian is       stories.py   what is planted         answers.py   how answers are drawn
comments.py  what people write     voices.py    themes that move        languages.py more than English
surveys.py   the four surveys      tables.py    the maintained tables   invitations.py whom we asked
ratings.py   what goes with the score
rivals.py    partners of all brands, needs, and readings that the analyst entered
customers.py who answers twice, what accounts pay and when they renew
files.py     all of it as files    load.py      the files into a store  late.py   closed quarters, a late file
strategy.py  what the strategy says, with stories of its own
training.py  who was trained, with a unit that is well behind
"""
