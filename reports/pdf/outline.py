"""Bookmarks as a reader sees them: without the breaks and bindings of the typesetter."""

import pydyf

UNSEEN = str.maketrans({"\u200b": None, "\u00a0": " "})


def clean(pdf: pydyf.PDF) -> None:
    for own in pdf.objects:
        if isinstance(own, pydyf.Dictionary) and "Title" in own and "Dest" in own:
            own["Title"] = pydyf.String(own["Title"].string.translate(UNSEEN))
