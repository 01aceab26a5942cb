"""What the pages of reviews and papers are for, and what their words mean."""

from django.utils.translation import gettext_lazy as _

from core.help import PageHelp, TypeHelp, Word
from exchanges.help import DUE
from partnerships.help import BASIS, MARKER, MISSING, TIE, VACANT

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
        _("Vacant sides and texts that end, from the home page."), (VACANT,)
    ),
    "reports:home-lacking": PageHelp(_("What records still lack, from the home page."), (MISSING,)),
    "reports:home-register": PageHelp(
        _("Ties counted by level and country, from the home page."), (TIE,)
    ),
    "verify": PageHelp(_("Check whether a paper is ours and unchanged. No account is needed.")),
}
