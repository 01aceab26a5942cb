"""The kinds of record that tables may hold, each declared once."""

from reports.imports.kinds.activities import ACTIVITIES
from reports.imports.kinds.agreed import AGREED
from reports.imports.kinds.aid import AID
from reports.imports.kinds.commitments import COMMITMENTS
from reports.imports.kinds.figures import FIGURES
from reports.imports.kinds.letters import LETTERS
from reports.imports.kinds.meetings import MEETINGS
from reports.imports.kinds.memoranda import MEMORANDA
from reports.imports.kinds.organisations import ORGANISATIONS
from reports.imports.kinds.people import PEOPLE
from reports.imports.kinds.shape import Kind, Writing
from reports.imports.kinds.ties import TIES

KINDS = {
    kind.code: kind
    for kind in (
        TIES,
        MEMORANDA,
        COMMITMENTS,
        AID,
        MEETINGS,
        AGREED,
        ORGANISATIONS,
        PEOPLE,
        ACTIVITIES,
        LETTERS,
        FIGURES,
    )
}

__all__ = ["KINDS", "Kind", "Writing"]
