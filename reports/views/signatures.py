"""Who signed a paper: recorded on the copy that shows it, taken back with a reason."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import FormPage, Group
from partnerships.models import Person
from reports import permissions
from reports.forms_signing import PaperSignatureForm
from reports.models import PaperSignature, SignedCopy
from reports.services import paper_signatures, signed_copies
from reports.signing import words
from reports.views.signed_copies import GivesAReason


class PaperSign(FormPage):
    """Under the URL of a signed copy; ?side= names who signs. The head of that side's delegation
    is offered, or whom the certificate in that side's field names.
    """

    queryset = SignedCopy.objects.select_related(
        "paper__review__series", "paper__review__meeting"
    ).defer("paper__content")
    creates = PaperSignature
    form_class = PaperSignatureForm
    permission = permissions.RECORD_SIGNATURE
    template_name = "reports/paper_signature_form.html"
    heading = gettext_lazy("Who signed the paper")
    submit = gettext_lazy("Record the signature")
    groups = (Group("", ("side:12", "person:6", "post:6", "signed_on:4")),)

    @cached_property
    def sides(self) -> list[str]:
        return signed_copies.signing_state(self.object.paper).waiting_for

    @property
    def side(self) -> str:
        asked = self.request.GET.get("side", "")
        return asked if asked in self.sides else next(iter(self.sides), "")

    @cached_property
    def digital(self) -> dict | None:
        """The signature in that side's field."""
        found = words.signatures(self.object)
        return next((one for one in found if one.get("side") == self.side), None)

    def get(self, request, *args, **kwargs):
        if not self.sides:
            messages.error(request, _("Both sides have signed: nothing is left to record."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        paper = self.object.paper
        head = paper_signatures.head_of(paper, self.side) if self.side else None
        meeting, said = paper.review.meeting, self.digital
        first = {
            "side": self.side,
            "person": head and head.person,
            "post": head.post.title if head and head.post else "",
            "signed_on": meeting.day if meeting else None,
        }
        if not said:
            return first
        named = Person.objects.visible_to(self.request.user).filter(name=said["signer"]).first()
        when = said["at"]
        first["signed_on"] = timezone.localtime(when).date() if when else first["signed_on"]
        other = named and head and named != head.person
        return first | ({"person": named, "post": ""} if other or (named and not head) else {})

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sides": self.sides or self.object.paper.sides}

    def get_context_data(self, **kwargs):
        found = words.signatures(self.object)
        doubted = [one for one in found if one["doubted"] and one["side"] in (self.side, "")]
        return super().get_context_data(doubted=doubted, digital=self.digital, **kwargs)

    def perform(self, data):
        return paper_signatures.sign(
            copy=self.object,
            **data,
            today=timezone.localdate(),
            uuid=self.submission,
            by=self.request.user,
        )

    def get_success_url(self, target):
        return self.object.get_absolute_url()


class PaperSignatureTakeBack(GivesAReason):
    queryset = PaperSignature.objects.select_related("copy", "paper__review__series").defer(
        "paper__content"
    )
    permission = permissions.RECORD_SIGNATURE
    heading = gettext_lazy("Take back the signature")
    submit = gettext_lazy("Take it back")
    asks = gettext_lazy("Why the signature is taken back")

    def perform(self, data):
        return paper_signatures.take_back(signature=self.object, **data, by=self.request.user)

    def get_success_url(self, target):
        return target.copy.get_absolute_url()

    def get_cancel_url(self):
        return self.object.copy.get_absolute_url()
