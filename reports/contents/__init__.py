"""What a print says, gathered from the register when it is asked for: data that is set as it is.

The same state of the register gives the same content, to the letter: no clock, no serial number.
"""
