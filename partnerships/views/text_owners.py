"""Who is told before a text ends: the searches for that person, and several texts handed over."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.pages import ChosenPage, Group, PickerPage
from partnerships import owners, permissions
from partnerships.choices import MemorandumStatus
from partnerships.forms.memoranda import OwnChosenForm
from partnerships.models import Memorandum
from partnerships.services import memoranda_life
from partnerships.views.memoranda import MemorandumList


class OwnerPicker(PickerPage):
    """Those of the office who may be named for a text that is only being entered."""

    model = User
    permission = permissions.EDIT_MEMORANDUM
    search = staticmethod(owners.called)

    def get_queryset(self):
        return owners.candidates(self.request.user)


class FormerOwnerPicker(OwnerPicker):
    """For the filter of the list: also whose account is closed, to hand over what they had."""

    permission = permissions.VIEW_MEMORANDUM

    def get_queryset(self):
        return owners.colleagues(self.request.user)


class MemorandumOwnerPicker(PickerPage):
    """Those who may see this text."""

    model = Memorandum
    permission = permissions.EDIT_MEMORANDUM
    search = staticmethod(owners.called)

    def get(self, request, *args, **kwargs):
        seen = Memorandum.objects.visible_to(request.user)
        self.text = get_object_or_404(seen, uuid=kwargs["uuid"])
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return owners.who_may_own(self.text, self.request.user)


class MemorandumOwnChosen(ChosenPage):
    """Texts handed over from one person of the office to another, who has to see each of them."""

    listed = MemorandumList
    back = "partnerships:memorandum-list"
    form_class = OwnChosenForm
    permission = permissions.EDIT_MEMORANDUM
    heading = _("Hand over several texts")
    submit = _("Hand over all that are ticked")
    begins = (MemorandumStatus.DRAFT, MemorandumStatus.CLEARED, MemorandumStatus.SIGNED)
    groups = (
        Group(
            "",
            ("owner:6",),
            note=_("Warnings go to this person 180, 90 and 30 days before each text ends."),
        ),
    )

    def perform(self, text, data):
        memoranda_life.entrust(text=text, owner=data["owner"], by=self.request.user)
