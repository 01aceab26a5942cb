"""Views that a person keeps of lists: the menu on a list, the page of all, the forms."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from accounts import permissions
from accounts.forms import SavedViewForm
from accounts.models import SavedView
from accounts.services import saved_views
from core.addresses import page_of
from core.errors import RuleViolation
from core.pages import FormPage, Group, ListPage, Page
from core.pickers import read_uuids
from core.text import tidy


def list_of(name: str, user) -> type[ListPage] | None:
    """The list that a view is of, if there is one and the user may open it."""
    page = page_of(name)
    is_open = page and issubclass(page, ListPage) and page.permission.held_by(user)
    return page if is_open else None


def heading_of(page: type[ListPage]) -> str:
    rows = page.model or page.queryset.model
    return str(page.heading or rows._meta.verbose_name_plural)


class SavedViewPage:
    """The user's own views; what lists open with is kept at hand in the session."""

    permission = permissions.USE_ACCOUNT

    def get_queryset(self):
        return SavedView.objects.filter(owner=self.request.user.pk)

    def own(self, uuid: str) -> SavedView | None:
        """Named in the query, not in the path: it is nobody's record but the user's."""
        found = read_uuids([uuid])
        return self.get_queryset().filter(uuid__in=found).first() if found else None

    def keep_at_hand(self):
        self.request.session["views"] = saved_views.opening(self.request.user)


class SavedViews(Page, TemplateView):
    """All views that the user may open, list by list; their own can be changed and removed."""

    template_name = "accounts/saved_views.html"
    permission = permissions.USE_ACCOUNT

    def get_context_data(self, **kwargs):
        found: dict[str, list] = {}
        for view in saved_views.open_to(self.request.user):
            page = list_of(view.page, self.request.user)
            if page:
                found.setdefault(heading_of(page), []).append(view)
        return super().get_context_data(lists=sorted(found.items()), **kwargs)


class SavedViewMenu(Page, TemplateView):
    """?page= names a list, ?query= what it shows: the views of it, and the way to save another."""

    template_name = "accounts/_view_menu.html"
    permission = permissions.USE_ACCOUNT

    def get_context_data(self, **kwargs):
        page = tidy(self.request.GET.get("page", ""))[:100]
        query = saved_views.cleaned(self.request.GET.get("query", ""))
        known = list_of(page, self.request.user)
        views = saved_views.open_to(self.request.user, page=page) if known else []
        return super().get_context_data(
            views=[(view, view.query == query) for view in views],
            save=f"{reverse('accounts:view-create')}?{urlencode({'page': page, 'query': query})}"
            if known
            else "",
            **kwargs,
        )


class SavedViewForms(SavedViewPage, FormPage):
    model = SavedView
    form_class = SavedViewForm

    @property
    def groups(self):
        fields = ("name:12", "shared:12", "opens:12")
        return (Group("", tuple(one for one in fields if one.split(":")[0] in self.offered)),)

    @property
    def offered(self) -> set[str]:
        """Nobody shares without an office."""
        return {"name", "opens"} | ({"shared"} if self.request.user.office_id else set())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"offered": self.offered}


class SavedViewCreate(SavedViewForms):
    heading = _("Save this view of the list")

    @cached_property
    def asked(self) -> tuple[str, str]:
        return tidy(self.request.GET.get("page", ""))[:100], self.request.GET.get("query", "")

    def get_cancel_url(self):
        page, query = self.asked
        known = list_of(page, self.request.user)
        return f"{reverse(page)}?{saved_views.cleaned(query)}" if known else reverse("home")

    def perform(self, data):
        page, query = self.asked
        if list_of(page, self.request.user) is None:
            raise RuleViolation(_("Open the list first, and save its view there."))
        view = saved_views.save(
            page=page, query=query, uuid=self.submission, by=self.request.user, **data
        )
        self.keep_at_hand()
        return view


class SavedViewEdit(SavedViewForms):
    """?view= names one of the user's own; of another or none it leads to the page of all."""

    heading = _("Change the view")
    guard_edits = False  # nobody else edits it; and the service locks its owner's row first

    @cached_property
    def object(self):
        return self.own(self.request.GET.get("view", ""))

    def get(self, request, *args, **kwargs):
        return super().get(request) if self.object else HttpResponseRedirect(self.get_cancel_url())

    def post(self, request, *args, **kwargs):
        return super().post(request) if self.object else HttpResponseRedirect(self.get_cancel_url())

    def get_initial(self):
        view = self.object
        return {"name": view.name, "shared": bool(view.office_id), "opens": view.opens}

    def perform(self, data):
        view = saved_views.revise(view=self.object, by=self.request.user, **data)
        self.keep_at_hand()
        return view

    def get_cancel_url(self):
        return reverse("accounts:view-list")


class SavedViewRemove(SavedViewPage, Page, View):
    """POST only: the view that the form names, if it is the user's own."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        view = self.own(request.POST.get("view", ""))
        if view:
            saved_views.remove(view=view, by=request.user)
            self.keep_at_hand()
            messages.success(request, _("The view is removed."))
        return HttpResponseRedirect(reverse("accounts:view-list"))
