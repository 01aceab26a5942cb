"""What the pages of places, ties and texts are for, and what their words mean."""

from django.utils.translation import gettext_lazy as _

from core.help import PageHelp, TypeHelp, Word

TIE = Word(
    _("tie"),
    _(
        "A lasting relation across the border: province with province, village with "
        "village, station with company."
    ),
)
SIDE = Word(
    _("home side, counterpart side"),
    _("The two sides of a tie. Each side may have several parties, each from a day until a day."),
)
VACANT = Word(
    _("vacant"),
    _(
        "A side is vacant when everybody on it has left or was abolished. A decision "
        "says who takes it over."
    ),
)
FRAME = Word(
    _("frame"),
    _("A higher tie under which others stand: village ties below the tie of their provinces."),
)
REFORM = Word(
    _("reform of units"),
    _("When places are merged, divided or renamed. The old place keeps its page and its past."),
)
LEVEL = Word(
    _("level"),
    _("How high a place or a tie stands: province, district, commune, village or agency."),
)
BASIS = Word(
    _("basis"),
    _("How the office knows of it: reported by others, copy held, original held, or made here."),
)
MISSING = Word(
    _("missing"),
    _("What an old record still lacks. It is shown, not refused: fill it in when you learn it."),
)
SOURCE = Word(_("source"), _("The paper and the place in it where a fact was read."))
CLEARANCE = Word(_("clearance"), _("The steps that must be answered before a text may be signed."))
OWNER = Word(
    _("owner of a text"), _("The person who is told 180, 90 and 30 days before a text ends.")
)
INSTALMENT = Word(
    _("instalment"), _("What a promise makes due in one period, for example one year.")
)
CADENCE = Word(
    _("cadence"),
    _("How often a tie meets or does something. The register reckons from it what is due."),
)
MARKER = Word(
    _("boundary marker"),
    _("Known by number and suffix: 1088/2, 53(1). No surveyed position is kept."),
)
PUBLISHED = Word(
    _("published figure"),
    _("A number that somebody published. It stands beside the number counted from the records."),
)
POST = Word(
    _("post"), _("A person heads or serves a place or an organisation, from a day until a day.")
)

TYPES = {
    "partnerships:partnership": TypeHelp(
        _(
            "All ties you may see. Filter them by level, country or state; open one to see "
            "everything that was agreed and done in it."
        ),
        _(
            "Everything about one tie: its sides, texts, meetings, promises and aid. From "
            "here you plan a meeting or enter one that was held."
        ),
        (
            TIE,
            SIDE,
            VACANT,
            FRAME,
        ),
    ),
    "partnerships:unit": TypeHelp(
        _(
            "Provinces, districts, communes and villages on both sides, today and in the "
            "past. Search by name; tone marks are not needed."
        ),
        _(
            "One place: what it is part of, what it was before, its ties, people and "
            "border. A place that no longer exists keeps this page."
        ),
        (
            LEVEL,
            REFORM,
            TIE,
        ),
    ),
    "partnerships:organisation": TypeHelp(
        _("Agencies, stations, companies and associations on both sides."),
        _("One organisation: where it sits, what it looks after, its ties and people."),
        (
            TIE,
            POST,
        ),
    ),
    "partnerships:person": TypeHelp(
        _(
            "People who head places and organisations, sign texts or come to meetings. Only"
            " what their office needs is kept."
        ),
        _("One person: posts held and meetings attended."),
        (POST,),
    ),
    "partnerships:memorandum": TypeHelp(
        _(
            "Signed texts and drafts: agreements, memoranda, regulations and programmes. "
            "The tabs show what ends soon."
        ),
        _(
            "One text: who it binds, how long it holds, its articles and files. A signed "
            "text is never edited; a new one amends or replaces it."
        ),
        (
            BASIS,
            CLEARANCE,
            OWNER,
            MISSING,
        ),
    ),
    "partnerships:commitment": TypeHelp(
        _(
            "What each side promised, to whom and how often. Open one to see what was given"
            " and what is owed."
        ),
        _(
            "One promise: its words, its instalments and what was delivered. It is settled "
            "when it is fulfilled, lapsed or waived."
        ),
        (
            INSTALMENT,
            SOURCE,
        ),
    ),
    "partnerships:stated-figure": TypeHelp(
        _("Numbers that articles and reports published, such as the number of twinned villages."),
        _(
            "One published number, its source, and the number that the register itself "
            "counts. The office says which it holds to be right."
        ),
        (
            PUBLISHED,
            SOURCE,
        ),
    ),
    "partnerships:note": TypeHelp(
        _("Remarks that belong to no other record: local customs, history, things to remember."),
        _("One remark, what it is about and where it was read."),
        (SOURCE,),
    ),
    "partnerships:paper": TypeHelp(
        _("Papers that the records cite: articles, laws, decisions, reports."),
        _("One paper and every record that names it as a source."),
        (
            SOURCE,
            BASIS,
        ),
    ),
    "partnerships:border-marker": TypeHelp(
        _("Boundary markers by number. Filter by border or by place."),
        _("One marker: where it stands in the line, and what happened there."),
        (MARKER,),
    ),
    "partnerships:gate": TypeHelp(
        _("Border gates and openings with their kind and state."),
        _("One gate or opening: whom it joins and since when it is open."),
        (SOURCE,),
    ),
    "partnerships:border-profile": TypeHelp(
        _("How long the border of each place is, with its communes and gates."),
        _("The border of one place in figures, with their source."),
        (SOURCE,),
    ),
}
PAGES = {
    "partnerships:document-detail": PageHelp(
        _(
            "A file as it came, with its first page. The register keeps it unchanged and "
            "knows it by its checksum."
        ),
        (BASIS,),
    ),
    "partnerships:reform-list": PageHelp(
        _(
            "What a reform of units leaves to be decided: vacant sides, texts that name old"
            " places. Decide case by case, or clear like cases together."
        ),
        (
            REFORM,
            VACANT,
        ),
    ),
    "partnerships:decision-detail": PageHelp(
        _(
            "What was decided on a tie, a place or a text after a reform. It is never "
            "deleted; another decision takes it back."
        ),
        (REFORM,),
    ),
    "partnerships:text-deadlines": PageHelp(
        _("Texts that end soon, in the order of their last day."), (OWNER,)
    ),
    "partnerships:unit-tree": PageHelp(
        _(
            "Places under one another as they were on a chosen day. Change the day to see "
            "an earlier state."
        ),
        (
            LEVEL,
            REFORM,
        ),
    ),
    "partnerships:frame-tree": PageHelp(
        _("Ties under the ties that frame them."),
        (
            FRAME,
            TIE,
        ),
    ),
}
