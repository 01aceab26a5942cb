"""What a file is before it is kept: pure questions about bytes, with no record and no user."""
