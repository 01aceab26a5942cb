"""What bin/bench runs: each bench is a module with `options` and `measure`.

They measure ratios and counts, never times, so that a figure holds on any machine; the one
exception is memory, which is asked for in megabytes.
"""
