"""What the reader of a returned file has to be told, each kind in one sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# About the whole file. `where` names the rows or the words meant.
OF_THE_FILE = {
    "added": _("Rows without a mark were added. They are not taken over: %(where)s"),
    "merged": _("A row has no column to fill: its cells were joined. Nothing is taken from it."),
    "moved": _("Rows were moved. Each was found again by its mark; the order here stays."),
    "odd": _("Invisible or broken characters were left out: %(where)s"),
    "pictures": _("Pictures, boxes or objects in the table are not taken over, only text."),
    "tracked": _("The file has tracked changes. They are read as if all were accepted."),
    "unknown": _("A row has a mark that this text does not have. It is left out: %(where)s"),
}
# About one line.
OF_A_LINE = {
    "agreed": _("The text it replaces was checked or agreed. Taken over, it is unchecked again."),
    "conflict": _(
        "This text was changed in the register after the file was made. Compare both; tick it only "
        "if the one from the file is to replace the other."
    ),
    "empty": _("The cell is empty. The text in the register stays."),
    "long": _("The text is too long for one line. Shorten it, or split it in the register."),
    "missing": _("The row is not in the file. Nothing changes in this line."),
    "script": _(
        "The text has no letters of this language. Was it typed in an old font that is not "
        "Unicode? Convert it first, for example to Phetsarath OT."
    ),
    "source": _(
        "The Vietnamese column was changed in the file. That change is taken over only if you "
        "tick it."
    ),
    "source_moved_on": _(
        "The Vietnamese text was changed in the register after the file was made. Check that the "
        "translation still fits before you tick it."
    ),
    "twice": _("The row is in the file more than once with different words. Nothing is taken."),
}


@dataclass(frozen=True)
class Note:
    """One finding about a returned file or a line of it."""

    kind: str
    where: str = ""

    def __str__(self):
        words = OF_THE_FILE.get(self.kind) or OF_A_LINE[self.kind]
        return str(words) % {"where": self.where}
