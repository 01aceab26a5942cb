"""Minutes that are signed by one side, then by the other, and put away with their scan."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import ActionPage, FormPage, Group
from exchanges import permissions
from exchanges.choices import MinutesStatus, Outcome
from exchanges.forms.minutes import SignatureForm
from exchanges.models import Minutes, MinutesSignature
from exchanges.services import signatures
from exchanges.views.parts import crumbs, sides_of
from partnerships.choices import Side


def sides_to_sign(minutes: Minutes) -> list[str]:
    """Which sides may sign now; none while the text is not agreed, or once all have signed."""
    alone = minutes.outcome == Outcome.UNILATERAL
    ready = MinutesStatus.SUBMITTED if alone else MinutesStatus.TEXT_AGREED
    if minutes.status not in {ready, MinutesStatus.SIGNED_BY_ONE}:
        return []
    signed = {one.side for one in minutes.signatures.all()}
    if alone:
        return [] if signed else [Side.HOME.value]
    return [side for side in Side.values if side not in signed]


class MinutesSign(FormPage):
    """Under the URL of minutes; ?side= names who signs, so that its head is offered."""

    queryset = Minutes.objects.select_related("meeting").prefetch_related("signatures")
    creates = MinutesSignature
    form_class = SignatureForm
    permission = permissions.SIGN_MINUTES
    heading = gettext_lazy("Who signed the minutes")
    submit = gettext_lazy("Record the signature")
    groups = (Group("", ("side:12", "person:6", "post:6", "signed_on:4")),)

    @cached_property
    def sides(self) -> list[str]:
        return sides_to_sign(self.object)

    @property
    def side(self) -> str:
        asked = self.request.GET.get("side", "")
        return asked if asked in self.sides else next(iter(self.sides), "")

    def get(self, request, *args, **kwargs):
        if not self.sides:
            messages.error(request, _("These minutes wait for no signature now."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        head = signatures.head_of(self.object, self.side) if self.side else None
        return {
            "side": self.side,
            "person": head and head.person,
            "post": head.post.title if head and head.post else "",
            "signed_on": self.object.meeting.day,
        }

    def get_form_kwargs(self):
        named = sides_of(list(self.object.meeting.partnerships.all()))
        sides = self.sides or Side.values
        return super().get_form_kwargs() | {"sides": {side: named[side] for side in sides}}

    def get_context_data(self, **kwargs):
        way = crumbs(self.object.meeting)
        return super().get_context_data(crumbs=way, **kwargs)

    def perform(self, data):
        signatures.sign(
            minutes=self.object,
            **data,
            today=timezone.localdate(),
            uuid=self.submission,
            by=self.request.user,
        )
        return self.object

    def get_success_url(self, target):
        return self.object.get_absolute_url()


class MinutesArchive(ActionPage):
    model = Minutes
    permission = permissions.CHECK_MINUTES
    done = gettext_lazy("Archived with the signed scan.")

    def perform(self, record):
        signatures.archive(minutes=record, by=self.request.user)
