"""Name plates that are folded: two faces, each with another language first, two plates a sheet."""

from reports.papers import names, wording
from reports.papers.names import never_broken
from reports.papers.printer import Printer, printed_order
from reports.papers.typography import Typesetter

A_SHEET = 2
LONG, VERY_LONG = 18, 26  # letters of a name that stand in the largest size, and in the next


def plates(content: dict) -> dict:
    languages = printed_order(content)
    printer = Printer(content, languages[:2], Typesetter(never_broken(content)))
    known = [
        (side, one) for side in ("home", "counterpart") for one in content["delegations"][side]
    ]
    made = [plate(printer, side, one) for side, one in known]
    return {
        "content": content,
        "languages": languages,
        "title": content["title"],
        "foot": foot(printer),
        "sheets": [made[at : at + A_SHEET] for at in range(0, len(made), A_SHEET)],
    }


def foot(printer: Printer) -> dict:
    content = printer.content
    title = printer.typesetter.set(content["title"], "vi")
    return {
        "copy": [("vi", title)],
        "code": content["code"],
        "digest": content["hash"][:12],
    }


def plate(printer: Printer, side: str, one: dict) -> list[dict]:
    """Both faces, the one towards the other side with the other language first."""
    codes = printer.languages
    return [face(printer, side, one, codes[::-1]), face(printer, side, one, codes)]


def face(printer: Printer, side: str, one: dict, codes: list[str]) -> dict:
    said = {code: names.spelled(one["name"], code) for code in codes}
    first = said[codes[0]]
    others = [code for code in codes[1:] if said[code] != first]
    return {
        "size": "" if len(first) <= LONG else "long" if len(first) <= VERY_LONG else "longest",
        "name": printer.typesetter.set(first, script_of(one["name"], codes[0])),
        "code": script_of(one["name"], codes[0]),
        "others": [(code, printer.typesetter.set(said[code], code)) for code in others],
        "post": each_once([(code, post(printer, one, code)) for code in codes]),
        "of": [(code, party(printer, side, one, code)) for code in codes],
    }


def each_once(line: list[tuple]) -> list[tuple]:
    """What is the same in both languages stands there once."""
    return line[:1] if len({words for _code, words in line}) == 1 else line


def script_of(name: dict, code: str) -> str:
    """A name that has no form of its own in a language stands in Latin letters."""
    return code if code != "en" and name.get(code) else "vi"


def post(printer: Printer, one: dict, code: str):
    """The role at the table; of a member, the post."""
    if one["role"] == "member" and one["post"]:
        return printer.typesetter.set(names.spelled(one["post"], code), code)
    return printer.typesetter.set(names.capital(wording.word(f"role_{one['role']}", code)), code)


def party(printer: Printer, side: str, one: dict, code: str):
    if one["party"]:
        said = names.spelled(one["party"], code)
    else:
        said = printer.parties(side)[code] or wording.party(printer.country(side), code)
    return printer.typesetter.set(names.capital(said), code)
