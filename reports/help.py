"""What the pages of reviews and papers are for, and what their words mean."""

from django.utils.translation import gettext_lazy as _

from core.help import PageHelp, TypeHelp, Word
from exchanges.help import DUE
from partnerships.help import BASIS, MARKER, MISSING, OWNER, TIE, VACANT

FREEZE = Word(_("freeze"), _("Fixes figures and words. Papers print only what was frozen."))
EDITION = Word(
    _("edition"), _("An issued review is not changed. What must be put right is a new edition.")
)
SERIES = Word(_("series"), _("What is reviewed year after year: a tie, several ties or a place."))
DRIFT = Word(_("drift"), _("What a frozen review would say otherwise today, and why."))
JOINT = Word(
    _("joint paper, internal report"),
    _("A joint paper is signed by both sides. An internal report goes to your own superiors."),
)

DRY_RUN = Word(
    _("dry run"), _("Every row is tried as if it were written, and what is wrong is named by cell.")
)
UNDO = Word(
    _("take back"),
    _("Takes out of the register all that a table brought, while nothing was built on it."),
)

TYPES = {
    "reports:annual-review": TypeHelp(
        _("Annual reviews and reports: drafts, those waiting for approval, and what was issued."),
        _(
            "One review of one period. The register fills in the figures; you write the "
            "assessment. Then freeze, have it approved, send and print."
        ),
        (
            FREEZE,
            EDITION,
            DRIFT,
            JOINT,
        ),
    ),
    "reports:review-series": TypeHelp(
        _("What is reviewed year after year, with all its editions."),
        _("One series with its reviews year by year."),
        (
            SERIES,
            EDITION,
        ),
    ),
    "reports:review-batch": TypeHelp(
        _("Orders that prepare the reviews of all ties of a place at once."),
        _("One order: how far it is, what failed, and the file that joins all its papers."),
        (
            SERIES,
            JOINT,
        ),
    ),
    "reports:import": TypeHelp(
        _("Tables that your office brought in from its own files, and how far each of them is."),
        _(
            "One table: what was found in every row. Nothing is in the register before you press "
            "the button; all rows are written, or none."
        ),
        (DRY_RUN, UNDO),
    ),
    "reports:signed-copy": TypeHelp(
        _("Signed papers that came back."),
        _(
            "A signed paper that came back, as a scan or with digital signatures, and what "
            "the register found in it."
        ),
        (EDITION,),
    ),
}
PAGES = {
    "home": PageHelp(
        _("What you have to do today. Every number leads to the list behind it."),
        (
            TIE,
            VACANT,
            DUE,
        ),
    ),
    "border-strip": PageHelp(
        _(
            "The border as a strip from one end to the other: places and ties on both sides"
            " in their order. It is no map, and no line is drawn."
        ),
        (
            MARKER,
            TIE,
        ),
    ),
    "gap-list": PageHelp(
        _("What old records still lack. Open a record and fill in what you know."),
        (
            MISSING,
            BASIS,
        ),
    ),
    "reports:annual-review-figures": PageHelp(
        _("Every figure of the review, each with the records behind it."), (FREEZE,)
    ),
    "reports:certificate-list": PageHelp(
        _(
            "Authorities whose digital signatures the office trusts. Only administrators "
            "change this list."
        )
    ),
    "reports:review-zip": PageHelp(_("All issued papers of a year in one file.")),
    "reports:home-due": PageHelp(
        _("Meetings that are due or were missed, and who never met, from the home page."), (DUE,)
    ),
    "reports:home-texts": PageHelp(
        _("The days of texts that come first, from the home page."), (OWNER,)
    ),
    "reports:home-vacant": PageHelp(
        _("Vacant sides and agreed items past their day, from the home page."), (VACANT,)
    ),
    "reports:home-lacking": PageHelp(_("What records still lack, from the home page."), (MISSING,)),
    "reports:home-register": PageHelp(
        _("Ties counted by level and country, from the home page."), (TIE,)
    ),
    "reports:import-create": PageHelp(
        _(
            "Bring in a table that your office kept in Excel or as CSV. Choose what a row is, then "
            "the file. A template with the columns of each kind can be downloaded here."
        ),
        (DRY_RUN,),
    ),
    "reports:import-columns": PageHelp(
        _(
            "Say which column of your table is which. What was recognised is already chosen; what "
            "you choose is remembered for the next table of your office."
        ),
        (DRY_RUN,),
    ),
    "search": PageHelp(
        _(
            "Finds everything you may see: places, ties, texts, people, meetings, numbers and "
            "amounts. Tone marks are not needed; names in Lao and Chinese are found too."
        ),
    ),
    "pictures": PageHelp(
        _(
            "The register in pictures, each with its table: meetings held and due, ties by level "
            "and country, aid by year. Choose a province, a country or years, then print."
        ),
        (TIE, DUE),
    ),
    "export-list": PageHelp(
        _(
            "Lists that were too long to be written while you waited. A file stays here for a day, "
            "for you alone."
        ),
    ),
    "verify": PageHelp(_("Check whether a paper is ours and unchanged. No account is needed.")),
}
