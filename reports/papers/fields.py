"""Where a final paper is signed on a screen: one empty field per side, over its signing room."""

SIGNATURE_FIELDS = {"home": "SigHome", "counterpart": "SigCounterpart"}

# What a screen reader says of the field; the paper itself prints it in no other place.
SAID = {"SigHome": "Chữ ký của bên Việt Nam", "SigCounterpart": "Chữ ký của bên đối tác"}


def marked(printed: dict, content: dict) -> dict:
    """The rooms of a final paper get the names of their fields; a draft is not signed.

    A digital signature covers the whole file, so each side has one field, in its first block: in a
    paper of one language after the other that is the block of the first language.
    """
    if content.get("draft", True):
        return printed
    if "end" in printed:
        printed["end"]["field"] = SIGNATURE_FIELDS["home"]
    texts = printed.get("texts") or [{}]
    sides = list(SIGNATURE_FIELDS)
    order = sides if content.get("copy") == "home" else sides[::-1]
    for side, block in zip(order, texts[0].get("signatures") or [], strict=False):
        block["people"][0]["field"] = SIGNATURE_FIELDS[side]
    return printed
