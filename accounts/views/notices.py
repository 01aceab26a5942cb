"""What one is told of: the list behind the bell, and how one wants to be told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from accounts import notice_words, permissions
from accounts.choices import NoticeKind
from accounts.forms import NoticesForm
from accounts.models import MailChoice, Notice
from accounts.services import notices
from core.form_pages import Group
from core.pages import FormPage, Page
from core.text import tidy

PAGE = 50


class NoticeList(Page, TemplateView):
    """One's own notices, newest first: ?show=unread, ?kind=returned, ?after=<uuid>."""

    template_name = "accounts/notices.html"
    permission = permissions.USE_ACCOUNT
    heading = gettext_lazy("Notices")

    @cached_property
    def rows(self):
        asked = self.request.GET
        rows = Notice.objects.filter(recipient=self.request.user).select_related("actor")
        if asked.get("show") == "unread":
            rows = rows.unread()
        if asked.get("kind") in NoticeKind.values:
            rows = rows.filter(kind=asked["kind"])
        edge = _uuids([asked.get("after", "")])
        if edge:
            before = Notice.objects.filter(recipient=self.request.user, uuid__in=edge)
            rows = rows.filter(pk__lt=before.values("pk")[:1])
        return list(rows.order_by("-pk")[: PAGE + 1])

    def get_context_data(self, **kwargs):
        shown, asked = self.rows[:PAGE], self.request.GET
        return super().get_context_data(
            heading=self.heading,
            told=notice_words.in_words(shown, self.request.user),
            next=shown[-1].uuid if len(self.rows) > PAGE else "",
            kinds=NoticeKind.choices,
            kind=tidy(asked.get("kind", "")),
            unread=asked.get("show") == "unread",
            **kwargs,
        )


class MarkNotices(Page, View):
    """POST only: `do` is read, unread, all or open, which goes to the record of the notice."""

    http_method_names = ["post"]
    permission = permissions.USE_ACCOUNT

    def post(self, request):
        do, uuids = request.POST.get("do", ""), _uuids(request.POST.getlist("notice"))
        if do == "all":
            notices.mark(user=request.user, uuids=None, read=True)
        else:
            notices.mark(user=request.user, uuids=uuids, read=do != "unread")
        back = request.POST.get("next", "")
        ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        return HttpResponseRedirect(self._target(uuids) if do == "open" else back if ours else "./")

    def _target(self, uuids: list[UUID]) -> str:
        own = Notice.objects.filter(recipient=self.request.user, uuid__in=uuids)
        told = notice_words.in_words(own.select_related("actor")[:1], self.request.user)
        if told and told[0].url:
            return told[0].goal
        messages.error(self.request, _("The record is not shown to you any more."))
        return reverse("notices:list")


class NoticeSettings(FormPage):
    """Of which kinds of things one is told, where, and when by e-mail."""

    permission = permissions.USE_ACCOUNT
    form_class = NoticesForm
    heading = gettext_lazy("What I am told of")
    groups = (
        Group(
            gettext_lazy("By e-mail"),
            ("by_mail:6", "hour:6"),
            note=gettext_lazy(
                "What was returned or approved is mailed at once, everything else in one e-mail "
                "a day. It says what kind of thing happened and where it stands, and names no "
                "people and no contents."
            ),
        ),
        Group(
            gettext_lazy("What I am told of"),
            tuple(f"{kind}:6" for kind in NoticeKind.values),
            note=gettext_lazy("What your reminders say already is not mailed a second time."),
        ),
    )

    def get_form_kwargs(self):
        user = self.request.user
        chosen = dict(user.notice_choices.values_list("kind", "telling"))
        mail = MailChoice.objects.filter(user=user).first() or MailChoice()
        return super().get_form_kwargs() | {"chosen": chosen, "mail": mail}

    def get_queryset(self):
        return Notice.objects.none()

    def perform(self, data):
        user = self.request.user
        choices = {kind: data[kind] for kind in NoticeKind.values}
        mail = {"by_mail": data["by_mail"], "hour": data["hour"]}
        notices.choose(user=user, choices=choices, **mail, by=user)
        messages.success(self.request, _("Saved."))

    def get_success_url(self, target) -> str:
        return reverse("notices:settings")

    def get_cancel_url(self) -> str:
        return reverse("notices:list")


def _uuids(texts) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
