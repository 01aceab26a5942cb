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
from accounts.models import Notice
from accounts.services import notices
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
            commented = told[0].notice.kind in (NoticeKind.MENTIONED, NoticeKind.COMMENTED)
            return f"{told[0].url}#remarks" if commented else told[0].url
        messages.error(self.request, _("The record is not shown to you any more."))
        return reverse("notices:list")


class NoticeSettings(FormPage):
    """Of which kinds of things one is told."""

    permission = permissions.USE_ACCOUNT
    form_class = NoticesForm
    heading = gettext_lazy("What I am told of")

    def get_form_kwargs(self):
        chosen = self.request.user.notice_choices.values_list("kind", "telling")
        return super().get_form_kwargs() | {"chosen": dict(chosen)}

    def get_queryset(self):
        return Notice.objects.none()

    def perform(self, data):
        notices.choose(user=self.request.user, choices=data, by=self.request.user)
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
