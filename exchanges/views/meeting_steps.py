"""A planned meeting goes on its way: invited, held, put off, called off, planned again."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from exchanges import permissions, turns
from exchanges.choices import LetterDirection
from exchanges.forms import HoldForm, InviteForm, PlanAgainForm, ReasonForm
from exchanges.models import Meeting
from exchanges.services import meetings
from exchanges.views.cautioned import warn
from exchanges.views.filing import place_boxes
from exchanges.views.meeting_plans import turn_in_words
from exchanges.views.parts import crumbs, names_of, parties_of
from partnerships.choices import Side


class Step(FormPage):
    """A short form about one meeting."""

    model = Meeting
    permission = permissions.EDIT_MEETING

    @cached_property
    def ties(self):
        return list(self.object.partnerships.visible_to(self.request.user))

    @cached_property
    def parties(self):
        return parties_of(self.ties)

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=crumbs(self.object), **kwargs)


class MeetingInvite(Step):
    """The invitation and its letter in one step."""

    form_class = InviteForm
    heading = _("Invitation to the meeting")
    submit = _("The meeting is invited")
    groups = (
        Group(
            _("The letter"),
            ("direction:4", "number:4", "dated:4", "who:8", "answer_due:4", "gist:12"),
            note=_("It is entered in the register of letters of the tie."),
        ),
        Group(_("No letter"), ("without_letter:12",)),
    )

    def get_initial(self):
        received = self.object.host == Side.COUNTERPART
        with override("vi"):  # what is written in the register is Vietnamese
            gist = gettext("Invitation to: %(meeting)s") % {"meeting": self.object}
        return {
            "direction": LetterDirection.IN if received else LetterDirection.OUT,
            "who": names_of(self.parties)[Side.COUNTERPART][:200],
            "gist": gist[:500],
        }

    def perform(self, data):
        letter = None if data["without_letter"] else self._letter(data)
        return meetings.invite(meeting=self.object, letter=letter, by=self.request.user)

    def _letter(self, data) -> dict:
        other_end = "sender" if data["direction"] == LetterDirection.IN else "addressee"
        said = {name: data[name] for name in ("direction", "number", "dated", "answer_due", "gist")}
        tie = next(iter(self.ties), None)
        unit = self.object.unit if tie is None else None
        return said | {other_end: data["who"], "partnership": tie, "unit": unit}


class MeetingHold(Step):
    form_class = HoldForm
    heading = _("The meeting was held")

    @property
    def groups(self):
        return (Group("", ("held:4", "begins:4", "ends:4", *place_boxes(self.parties))),)

    def get_initial(self):
        planned = self.object.planned
        past = planned and planned <= timezone.localdate()
        return {"held": f"{planned:%d/%m/%Y}"} if past else {}

    def get_form_kwargs(self):
        turn = turns.due(turns.of_ties(self.ties, timezone.localdate()))
        more = {"parties": self.parties, "turn": turn_in_words(turn)}
        return super().get_form_kwargs() | more

    def perform(self, data):
        meeting = meetings.hold(
            meeting=self.object, today=timezone.localdate(), by=self.request.user, **data
        )
        warn(self.request, meeting)
        return meeting


class MeetingPlanAgain(Step):
    form_class = PlanAgainForm
    heading = _("A new day for the meeting")

    def perform(self, data):
        meeting = meetings.plan_again(meeting=self.object, by=self.request.user, **data)
        warn(self.request, meeting)
        return meeting


class MeetingPostpone(Step):
    form_class = ReasonForm
    heading = _("Postpone the meeting")
    submit = _("Postpone")

    def perform(self, data):
        return meetings.postpone(meeting=self.object, by=self.request.user, **data)


class MeetingCancel(Step):
    form_class = ReasonForm
    heading = _("Cancel the meeting")
    submit = _("Cancel the meeting")

    def perform(self, data):
        return meetings.cancel(meeting=self.object, by=self.request.user, **data)
