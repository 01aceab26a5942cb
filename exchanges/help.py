"""What the pages of meetings, aid and other happenings are for, and what their words mean."""

from django.utils.translation import gettext_lazy as _

from core.help import PageHelp, TypeHelp, Word
from partnerships.help import BASIS, CADENCE, INSTALMENT, MARKER, SOURCE, TIE

MINUTES = Word(_("minutes"), _("The text of a meeting in the languages of both sides."))
AGREED = Word(
    _("agreed item"), _("What the sides agreed to do. It stays open until it is done or dropped.")
)
RESERVED = Word(
    _("reserved opinion"), _("What one side does not agree to. It is written into the minutes.")
)
HOST = Word(_("host"), _("The side that holds the meeting. The sides take turns."))
DUE = Word(
    _("due, missed, early"),
    _("How a cadence stands. It is reckoned from the meetings that were held."),
)
BOUND = Word(_("exact, under, over, about"), _("How sure an amount is, as its source said it."))
DELIVERY = Word(_("delivery"), _("Something that was given, of an aid or towards a promise."))
SENSITIVE = Word(
    _("sensitive"),
    _("Only those with the right to it, and who filed it, see a sensitive incident."),
)
TAKEN_BACK = Word(_("taken back"), _("Entered by mistake. It stays to be read and counts nowhere."))

TYPES = {
    "exchanges:aid-project": TypeHelp(
        _(
            "Aid that one side gave the other, proposed, under way or handed over. Sums of "
            "different currencies are never added."
        ),
        _(
            "One aid: who gives, who receives, how much, and how far it is. The buttons on "
            "top show the next step."
        ),
        (
            BOUND,
            DELIVERY,
            BASIS,
        ),
    ),
    "exchanges:year-plan": TypeHelp(
        _("What each place means to give or hopes to receive in a year."),
        _("One plan beside what was really spent in that year."),
        (BOUND,),
    ),
    "exchanges:exchange-rate": TypeHelp(
        _("Exchange rates with their day and source. They are used for converted sums only."),
        _("One rate: since when it counts and who stated it."),
        (),
    ),
    "exchanges:meeting": TypeHelp(
        _(
            "Meetings that are planned, were held, postponed or cancelled. A joint meeting "
            "counts once for each tie."
        ),
        _(
            "One meeting from invitation to minutes: day, place, host, delegations, agenda."
            " First record that it was held, then write the minutes."
        ),
        (
            HOST,
            MINUTES,
            AGREED,
        ),
    ),
    "exchanges:agreed-item": TypeHelp(
        _("What meetings agreed to do. An open item goes to the next meeting by itself."),
        _("One thing agreed: who does it, by when, and what later meetings found."),
        (AGREED,),
    ),
    "exchanges:activity": TypeHelp(
        _("Visits, festivals, training, clinics and other things done together."),
        _("One activity: when, where, who took part and what it cost."),
        (
            TAKEN_BACK,
            SOURCE,
        ),
    ),
    "exchanges:patrol": TypeHelp(
        _("Joint patrols along the line, entered after they took place."),
        _("One patrol: from which marker to which, who went, what was found."),
        (
            MARKER,
            TAKEN_BACK,
        ),
    ),
    "exchanges:incident": TypeHelp(
        _(
            "Events on the border that are taken up with the other side. Sensitive ones are"
            " shown only to those with the right."
        ),
        _(
            "One incident from report to closing. Verify it first; then raise it with the "
            "other side and settle it."
        ),
        (
            SENSITIVE,
            TAKEN_BACK,
        ),
    ),
    "exchanges:letter": TypeHelp(
        _("Invitations, notices, protests and answers, sent and received."),
        _("One letter: its words, what it answers, and until when an answer is due."),
        (TAKEN_BACK,),
    ),
    "exchanges:delivery": TypeHelp(
        _("What was really given, of an aid or towards a promise."),
        _("One delivery: what, to whom, on which day, and for which instalment it counts."),
        (
            DELIVERY,
            INSTALMENT,
        ),
    ),
}
PAGES = {
    "exchanges:aid-overview": PageHelp(
        _("Sums of aid by year and direction. Each currency and each bound is summed by itself."),
        (BOUND,),
    ),
    "exchanges:due-list": PageHelp(
        _(
            "Meetings that are due by cadence: to come, due now and missed. Plan or enter "
            "the meeting from its line."
        ),
        (
            CADENCE,
            DUE,
        ),
    ),
    "exchanges:calendar": PageHelp(_("Meetings, due days and feasts of a month."), (DUE,)),
    "exchanges:calendar-settings": PageHelp(
        _(
            "The secret address with which your own calendar program reads this calendar, "
            "and how often reminders come."
        )
    ),
    "exchanges:activity-totals": PageHelp(
        _("Activities counted by kind, year and place."), (TAKEN_BACK,)
    ),
    "exchanges:meeting-create": PageHelp(
        _("Choose the tie that met. Then enter the meeting and file its minutes."),
        (
            TIE,
            MINUTES,
        ),
    ),
    "exchanges:minutes-detail": PageHelp(
        _(
            "The text of one meeting. The filer submits it, an officer checks it, both "
            "sides sign it. Returned minutes come back with a reason."
        ),
        (
            MINUTES,
            AGREED,
            RESERVED,
        ),
    ),
    "exchanges:agreed-item-open": PageHelp(
        _("Agreed items that no meeting has closed yet, the oldest first."), (AGREED,)
    ),
    "exchanges:attachment-detail": PageHelp(
        _("A file as it came, with its first page and what is said of it.")
    ),
    "exchanges:owed": PageHelp(
        _("What each side owes the other by promise: overdue, due and given."),
        (
            INSTALMENT,
            DELIVERY,
        ),
    ),
    "exchanges:instalment-list": PageHelp(
        _("Every period in which a promise is due. Record a delivery from its line."),
        (
            INSTALMENT,
            DELIVERY,
        ),
    ),
}
