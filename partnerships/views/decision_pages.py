"""What forms share that record a decision after a reform: each shows first what would change."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.boxes import without_errors
from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.choices import PaperKind
from partnerships.forms.decisions import RulingForm
from partnerships.models import Decision, Paper, Unit
from partnerships.services import papers, trials
from partnerships.views.reform import BesideTheList

PAPER = ("paper:12", "paper_number:4", "paper_dated:3", "paper_gist:5")
RULING = Group(gettext_lazy("Who decided, and by which paper"), ("decided_by:12", *PAPER))
NOBODY_SAID = "…"  # who decided, while a preview is shown and nothing is typed in yet


class DecisionPage(BesideTheList, FormPage):
    """A form beside the work list. "preview" instead of saving shows what would change."""

    template_name = "partnerships/reform_form.html"
    permission = permissions.DECIDE_REFORM
    creates = Decision
    submit = gettext_lazy("Record the decision")
    concerns: Unit | None = None  # what a new paper is about, so that the area sees it

    def decide(self, data: dict, form) -> list[Decision]:
        """The service calls of this page."""
        raise NotImplementedError

    def perform(self, data):
        return self.decide(data, self.sent)[0]

    def _performed(self, form, rowsets):
        self.sent = form
        return super()._performed(form, rowsets)

    def ruling(self, data: dict) -> dict:
        """Who decided what, as the services take it; a new paper is entered on the way."""
        said = {"by": self.request.user, "decided_by": data["decided_by"], "reason": data["reason"]}
        if "on" in data:
            said["on"] = data["on"]
        return said | {"paper": data["paper"] or self._new_paper(data)}

    def _new_paper(self, data: dict) -> Paper | None:
        number, gist = data["paper_number"], data["paper_gist"]
        if not (number or gist):
            return None
        return papers.record(
            kind=PaperKind.DECISION,
            title=gist or _("Decision %(number)s") % {"number": number},
            number=number,
            dated=data["paper_dated"],
            gist=gist,
            issued_by=data["decided_by"],
            unit=self.concerns,
            by=self.request.user,
        )

    def trial(self, form: RulingForm) -> trials.Trial:
        """What would change; nothing if the form is not filled in so far, save what is wrong."""
        form.trying = True
        if "reason" in form.fields:
            form.fields["reason"].required = False  # it changes nothing that is shown
        if not form.is_valid():
            return trials.Trial(refused=_wrong(form))
        data = form.cleaned_data
        data["decided_by"] = data["decided_by"] or NOBODY_SAID
        if "reason" in data:
            data["reason"] = data["reason"] or NOBODY_SAID
        return trials.of(lambda: self.decide(data, form), timezone.localdate())

    def post(self, request, *args, **kwargs):
        if "preview" not in request.POST:
            return super().post(request, *args, **kwargs)
        if self.slug_url_kwarg in self.kwargs:
            self.object  # noqa: B018 - out of scope is 404 before anything else
        form, rowsets = self._filled(request.POST)
        trial = self.trial(form)
        if request.headers.get("HX-Request") == "true":
            return render(request, "partnerships/_trial.html", {"trial": trial})
        self.shown_trial = trial
        return self.show(*without_errors(form, rowsets))

    shown_trial: trials.Trial | None = None

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            trial=self.shown_trial,
            crumbs=[(_("Work after the reform of units"), reverse("partnerships:reform-list"))],
            chosen=self.object and str(self.object.uuid),
            **kwargs,
        )

    def get_cancel_url(self):
        return reverse("partnerships:reform-list")


def _wrong(form: RulingForm) -> list[str]:
    """Of the boxes that are filled in, what is wrong; an empty one only waits."""
    return [
        f"{form[name].label}: {words}"
        for name, errors in form.errors.items()
        if name in form.fields and form[name].value()
        for words in errors
    ]
