"""Signs that stand in a wording for dots to be filled by hand; set as full stops of the text face.

They are private characters, so that no text a person typed can hold one by chance.
"""

SHORT, MIDDLE, LONG, YEAR, LINE = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"

DOTS = {SHORT: 6, MIDDLE: 22, LONG: 34, YEAR: 4}


def marked_up(text: str) -> str:
    """The signs as markup. A LINE runs to the end of its column."""
    for sign, length in DOTS.items():
        text = text.replace(sign, f'<span class="b">{"." * length}</span>')
    return text.replace(LINE, '<span class="line"></span>')
