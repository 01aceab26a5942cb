"""What is wrong with a table somebody brings: where, why, and what to do about it."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Finding:
    """One fault, named by its cell as the spreadsheet program names it.

    A `caution` is only worth a look: it keeps nothing out.
    """

    reason: str
    sheet: str = ""
    row: int | None = None
    cell: str = ""  # "C7"
    column: str = ""  # its heading
    suggestion: str = ""
    caution: bool = False

    @property
    def place(self) -> str:
        where = self.cell or (_("row %(row)s") % {"row": self.row} if self.row else "")
        heading = f"({self.column})" if self.column else ""
        return " ".join(filter(None, [self.sheet, where, heading]))

    def __str__(self):
        told = f"{self.place}: {self.reason}" if self.place else self.reason
        return f"{told} {self.suggestion}".rstrip()

    def as_json(self) -> dict:
        return asdict(self)
