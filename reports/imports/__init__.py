"""Tables that offices bring in: what may be in them, how a row becomes a record."""
