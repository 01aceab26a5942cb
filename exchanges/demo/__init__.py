"""The demonstration register: the 75 facts of five published articles as records, and nothing else.

Each module lists entries in our own words (shapes.Entry); services/demo.py writes them through the
services of the records. docs/demonstration.md names the page that shows each fact.
"""
