"""What was added to a PDF behind the bytes that were issued: signatures and nothing else.

pyHanko's own comparison takes half a minute for a tagged paper of five pages and calls the empty
fields of a tagged file suspicious. As the issued bytes are known, this one is narrow: of the
objects that were there, only those that a signature must touch may differ, each in few entries.
What a viewer draws of it is compared besides (shown.py).
"""

from typing import BinaryIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

OF_ROOT = {"/AcroForm", "/DSS", "/Extensions", "/Version", "/Perms"}
OF_THE_FORM = {"/Fields", "/SigFlags", "/DR", "/DA"}
OF_A_FIELD = {"/V", "/AP", "/F", "/M", "/MK", "/Lock", "/AS", "/DA", "/DR"}
OF_A_WIDGET = {"/Type", "/Subtype", "/FT", "/T", "/Rect", "/P", *OF_A_FIELD, "/Ff", "/SV", "/TU"}
ELSEWHERE = 8 | 16 | 32 | 256  # shown otherwise in print, on a screen, nearer or turned
FOR_LATER = {"/DSS", "/Extensions", "/Version"}  # what keeps signatures provable
BLANKS = b"\x00\t\n\f\r "
LARGEST_PICTURE = 25_000_000  # points of a picture of a signature, unpacked when it is drawn
TAIL = 2048  # the end of a file, where its last %%EOF stands


class Changed(Exception):
    """Something else than signatures was added; the words are for the log."""


def require_the_same_file(reader: PdfFileReader, issued: PdfFileReader, file: BinaryIO) -> None:
    """Raise Changed unless the file is read by way of what was issued: its tables first and in
    their places, each addition behind them. Or else a whole other paper could stand behind ours.
    """
    ours, theirs = _tables(issued), _tables(reader)
    if theirs[: len(ours)] != ours:
        raise Changed("what was issued is passed over")
    added = theirs[len(ours) :]
    if added != sorted(added) or (added and added[0] < issued.stream.seek(0, 2)):
        raise Changed("an addition that stands in what was issued")
    if reader.encrypted or reader.xrefs.hybrid_xrefs_present:
        raise Changed("read in two ways")
    file.seek(max(file.seek(0, 2) - TAIL, 0))
    if file.read().rpartition(b"%%EOF")[2].strip(BLANKS):
        raise Changed("something behind the end")


def _tables(reader: PdfFileReader) -> list[int]:
    """Where the table of objects of each state of the file stands."""
    count = reader.xrefs.total_revisions
    return [reader.xrefs.get_xref_container_info(one).start_location for one in range(count)]


def require_only_signatures(reader: PdfFileReader, *, since: int) -> None:
    """Raise Changed if a state of the file after `since` differs from the one before it in
    anything but signatures, their fields and their pictures.
    """
    for number in range(since + 1, reader.xrefs.total_revisions):
        old = reader.get_historical_resolver(number - 1)
        new = reader.get_historical_resolver(number)
        Step(reader, old, new, number, since).check()
        _require_small_pictures(reader, new, number)


def _require_small_pictures(reader: PdfFileReader, new: HistoricalResolver, number: int) -> None:
    for ref in reader.xrefs.explicit_refs_in_revision(number):
        what = new(_at(ref, new))
        if not (isinstance(what, generic.StreamObject) and what.get("/Subtype") == "/Image"):
            continue
        if int(what.get("/Width", 0)) * int(what.get("/Height", 0)) > LARGEST_PICTURE:
            raise Changed("a picture too large to be drawn")


def require_nothing_shown(reader: PdfFileReader, *, since: int, since_issue: int) -> None:
    """After the last signature: only what proves it for long."""
    for number in range(since + 1, reader.xrefs.total_revisions):
        old = reader.get_historical_resolver(number - 1)
        new = reader.get_historical_resolver(number)
        differing = _differing(old(old.root_ref), new(new.root_ref))
        touched = {ref.idnum for ref in _touched(reader, number)} - {old.root_ref.idnum}
        if not differing <= FOR_LATER or touched - _unseen(reader, old, issued=since_issue):
            raise Changed("shown after the last signature")


class Step:
    """One state of the file beside the one before it."""

    def __init__(
        self, reader, old: HistoricalResolver, new: HistoricalResolver, number: int, issued: int
    ):
        self.reader, self.old, self.new, self.number = reader, old, new, number
        self.form = _reference(old(old.root_ref), "/AcroForm")
        self.unseen = _unseen(reader, old, issued=issued)

    def check(self) -> None:
        if self.reader.xrefs.refs_freed_in_revision(self.number):
            raise Changed("objects were taken out")
        if self.old.root_ref != self.new.root_ref:
            raise Changed("another root")
        for ref in sorted(_touched(self.reader, self.number), key=lambda one: one.idnum):
            self._check_one(ref)

    def _check_one(self, ref: generic.Reference) -> None:
        before, after = self.old(_at(ref, self.old)), self.new(_at(ref, self.new))
        if _plain(before) == _plain(after):
            return
        if ref.idnum == self.old.root_ref.idnum:
            self._check_root(before, after)
        elif self.form is not None and ref.idnum == self.form.idnum:
            self._check_form(before, after)
        elif isinstance(before, generic.ArrayObject):
            self._check_widgets(before, after)
        elif not isinstance(before, generic.DictionaryObject):
            raise Changed(f"object {ref.idnum}")
        else:
            self._check_dictionary(before, after, ref)

    def _check_root(self, before, after) -> None:
        differing = _differing(before, after)
        if not differing <= OF_ROOT:
            raise Changed(f"root: {differing}")
        if "/AcroForm" in differing:
            if _is_reference(before, "/AcroForm"):
                raise Changed("another form")
            self._check_form(before.get("/AcroForm", {}), after["/AcroForm"])

    def _check_form(self, before, after) -> None:
        differing = _differing(before, after)
        if not differing <= OF_THE_FORM:
            raise Changed(f"form: {differing}")
        if "/Fields" in differing:
            self._check_widgets(before.get("/Fields", []), after["/Fields"])

    def _check_widgets(self, before, after) -> None:
        """A list of fields, or of what lies upon a page: grown by fields of signatures alone."""
        old, new = _plain(before), _plain(after)
        if not (isinstance(new, list) and new[: len(old)] == old):
            raise Changed("a list of fields lost some")
        for place in range(len(old), len(new)):
            widget = after[place]
            fits = isinstance(widget, generic.DictionaryObject) and widget.get("/FT") == "/Sig"
            fits = fits and not isinstance(widget, generic.StreamObject)
            if not fits or not set(widget) <= OF_A_WIDGET:
                raise Changed("something else than a field of a signature")
            _require_shown_alike(widget)

    def _check_dictionary(self, before, after, ref) -> None:
        differing = _differing(before, after)
        kind = before.get("/Type")
        if before.get("/FT") == "/Sig":
            if "/V" in before or not differing <= OF_A_FIELD or "/V" not in after:
                raise Changed(f"a field of a signature: {differing}")
            _require_shown_alike(after)
        elif kind == "/Page":
            if differing != {"/Annots"}:
                raise Changed(f"a page: {differing}")
            self._check_widgets(before.get("/Annots", []), after["/Annots"])
        elif ref.idnum not in self.unseen:
            raise Changed(f"object {ref.idnum}: {differing}")


def _require_shown_alike(widget) -> None:
    if int(widget.get("/F", 0)) & ELSEWHERE:
        raise Changed("a field that is shown in one place and not in another")


def _touched(reader: PdfFileReader, number: int) -> set[generic.Reference]:
    """The objects that were there before and are written once more."""
    refs = reader.xrefs.explicit_refs_in_revision(number)
    return {ref for ref in refs if reader.xrefs.get_introducing_revision(ref) < number}


def _unseen(reader: PdfFileReader, old: HistoricalResolver, *, issued: int) -> set[int]:
    """What no page shows and may be written anew: what the issued file says of itself, and what an
    addition brought that keeps signatures provable. A paper's page cannot be named as either.
    """
    first = reader.get_historical_resolver(issued)
    own = {_reference(first.trailer_view, "/Info"), _reference(first(first.root_ref), "/Metadata")}
    later = {_reference(old.trailer_view, "/Info"), _reference(old(old.root_ref), "/DSS")}
    added = {one for one in later if one and reader.xrefs.get_introducing_revision(one) > issued}
    return {one.idnum for one in {*own, *added} if one}


def _at(ref: generic.Reference, resolver: HistoricalResolver) -> generic.Reference:
    return generic.Reference(ref.idnum, ref.generation, resolver)


def _is_reference(holder, key: str) -> bool:
    return _reference(holder, key) is not None


def _reference(holder, key: str):
    if key not in holder:
        return None
    found = holder.raw_get(key)
    return found.reference if isinstance(found, generic.IndirectObject) else None


def _differing(before, after) -> set[str]:
    """The entries that are not the same; of a stream its bytes count as one."""
    if type(before) is not type(after) and before != {}:
        return {"/Type"}
    old, new = _plain(before) or {}, _plain(after)
    keys = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    return {str(key) for key in keys}


def _plain(thing):
    """Comparable: references by their number, streams with their bytes."""
    if isinstance(thing, generic.IndirectObject):
        return ("ref", thing.idnum, thing.generation)
    if isinstance(thing, generic.DictionaryObject):
        plain = {str(key): _plain(thing.raw_get(key)) for key in thing}
        if isinstance(thing, generic.StreamObject):
            plain["bytes"] = thing.encoded_data
        return plain
    if isinstance(thing, generic.ArrayObject):
        return [_plain(thing.raw_get(place)) for place in range(len(thing))]
    if isinstance(thing, dict | list):
        return thing
    return (type(thing).__name__, getattr(thing, "original_bytes", None) or str(thing))
