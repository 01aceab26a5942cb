"""What comes back signed: pages of a scan and their square codes, digital signatures, trust.

Bytes in, findings out; nothing here writes a record.
"""
