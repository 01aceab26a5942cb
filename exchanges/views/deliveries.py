"""What was given: the list, one delivery, and the forms to enter, correct and take back."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.pages import Action, ActionPage, DetailPage, FormPage, Group, ListPage
from core.previews import Previewed
from exchanges import permissions, promise_lists
from exchanges.choices import STILL_DUE, AidRole
from exchanges.forms.deliveries import DeliveryForm, WithdrawForm
from exchanges.kept import is_early, is_late, with_state
from exchanges.models import AidProject, Delivery
from exchanges.promise_filters import DeliveryFilter
from exchanges.services import deliveries
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import seen_sources
from partnerships.forms import PassageRow
from partnerships.models import Commitment, Instalment
from partnerships.views import parts
from partnerships.views.sourced import SOURCES as SOURCE_ROWS

WHAT = ("what:8", "basis:4", "amount:12", "given:6")


class DeliveryList(ListPage):
    model = Delivery
    columns = promise_lists.DELIVERIES
    detail = "exchanges:delivery-detail"
    filterset_class = DeliveryFilter
    default_sort = "-given"
    permission = permissions.VIEW_DELIVERY
    empty = _("They are entered on the page of a commitment or of aid.")
    tabs = (
        (_("All"), ""),
        (_("For no instalment"), "matched=no"),
        (_("Taken back"), "standing=no"),
    )

    def get_heading(self):
        return Delivery._meta.verbose_name_plural


class DeliveryDetail(InReach, DetailPage):
    model = Delivery
    permission = permissions.VIEW_DELIVERY

    def get_queryset(self):
        rows = super().get_queryset().select_related("unit", "organisation", "instalment")
        return rows.prefetch_related(
            seen_sources(self.reach),
            "attachments",
            Prefetch("project", AidProject.objects.visible_to(self.reach)),
            Prefetch("commitment", Commitment.objects.visible_to(self.reach)),
        )

    def get_actions(self):
        delivery = self.object
        if delivery.withdrawn_reason or not self.may(permissions.EDIT_DELIVERY):
            return []
        acts = [(gettext("Edit"), "edit", "link"), (gettext("Take it back"), "withdraw", "link")]
        if delivery.commitment_id and delivery.instalment_id is None:
            acts.append((gettext("Count it for the nearest instalment"), "match", "post"))
        return [
            Action(words, reverse(f"exchanges:delivery-{name}", args=[delivery.uuid]), kind)
            for words, name, kind in acts
        ]

    def get_context_data(self, **kwargs):
        delivery, due = self.object, self.object.instalment
        return super().get_context_data(
            standing=promise_lists.standing(delivery.withdrawn_reason),
            period=promise_lists.period(due.period) if due else "",
            early=due and is_early(delivery.given, due.period),
            late=due and is_late(delivery.given, due.period),
            missing=delivery.missing(),
            files=parts.address(self.request.user, "exchanges:delivery-files", delivery),
            files_words=gettext("Proof"),
            **kwargs,
        )


class DeliveryPage(Previewed, FormPage):
    """What the forms share: receivers and instalments out of the promise and the aid, the reason
    for giving more only when it is needed, and the sources.
    """

    form_class = DeliveryForm
    rows = {"passages": PassageRow}
    permission = permissions.EDIT_DELIVERY
    delivery: Delivery | None = None
    ask_why = False

    project: AidProject | None = None
    commitment: Commitment | None = None
    hides_a_promise = False

    @property
    def groups(self):
        receiver = ("receiver:6",) if self.receivers else ("unit:6", "organisation:6")
        due = ("instalment:12",) if self.instalments else ()
        why = ("over_reason:12",) if self.ask_why else ()
        fields = (*WHAT, *receiver, *why, *due)
        return (Group(_("What was given, to whom, when"), fields), SOURCE_ROWS)

    def show(self, form, rowsets, conflict=None, status=200):
        """The reason is asked for where one was given, or where the rule asks for it."""
        box = form["over_reason"]
        self.ask_why = bool(box.errors or box.value())
        if not self.ask_why:
            del form.fields["over_reason"]
        return super().show(form, rowsets, conflict, status)

    @cached_property
    def receivers(self) -> list:
        """Whom the promise and the aid name; of a delivery at hand its own receiver too."""
        found = []
        if self.commitment:
            rows = self.commitment.receivers.select_related("unit", "organisation")
            found += [row.who for row in rows]
        if self.project:
            rows = self.project.parties.filter(role=AidRole.RECEIVER)
            found += [row.who for row in rows.select_related("unit", "organisation")]
        if (found or self.hides_a_promise) and self.delivery and self.delivery.who:
            found.append(self.delivery.who)
        return list(dict.fromkeys(found))

    @cached_property
    def instalments(self) -> list[Instalment]:
        """The open ones, and the one that the delivery at hand meets."""
        if self.commitment is None:
            return []
        mine = self.delivery and self.delivery.instalment_id
        rows = with_state(Instalment.objects.filter(commitment=self.commitment), self.today)
        rows = rows.select_related("receiver__unit", "receiver__organisation")
        rows = rows.order_by("period", "pk")
        return [row for row in rows if row.kept in STILL_DUE or row.pk == mine]

    @property
    def today(self):
        return timezone.localdate()

    def get_form_kwargs(self):
        said = {
            "receivers": self.receivers,
            "instalments": self.instalments,
            "delivery": self.delivery,
        }
        return super().get_form_kwargs() | said


class DeliveryCreate(DeliveryPage):
    """Under the URL of what it belongs to."""

    creates = Delivery
    heading = _("A new delivery")

    def perform(self, data):
        return deliveries.record(
            **data,
            project=self.project,
            commitment=self.commitment,
            uuid=self.submission,
            today=self.today,
            by=self.request.user,
        )


class CommitmentDeliveryCreate(DeliveryCreate):
    """Towards a promise; the earliest open instalment is offered."""

    model = Commitment

    @property
    def commitment(self):
        return self.object

    def get_initial(self):
        first = self.instalments[0] if self.instalments else None
        return super().get_initial() | _of(first)


class InstalmentDeliveryCreate(DeliveryCreate):
    """For one instalment."""

    queryset = Instalment.objects.select_related(
        "commitment", "receiver__unit", "receiver__organisation"
    )

    @property
    def commitment(self):
        return self.object.commitment

    def get_cancel_url(self):
        return self.commitment.get_absolute_url()

    def get_initial(self):
        return super().get_initial() | _of(self.object)


def _of(due: Instalment | None) -> dict:
    if due is None:
        return {}
    who = due.receiver.who if due.receiver_id else None
    return {
        "instalment": str(due.uuid),
        "receiver": str(who.uuid) if who else "",
        "amount": due.amount,
    }


class AidDeliveryCreate(DeliveryCreate):
    """Of aid; if the aid keeps a promise, the delivery does too."""

    model = AidProject

    @property
    def project(self):
        return self.object

    @cached_property
    def commitment(self):
        """As far as the user may see it; the delivery is counted for it in any case."""
        seen = Commitment.objects.visible_to(self.request.user)
        return seen.filter(pk=self.object.commitment_id).first()


class DeliveryEdit(DeliveryPage):
    """A promise or aid out of the user's sight offers nothing, and the delivery stays with it."""

    model = Delivery

    def get_queryset(self):
        user = self.request.user
        rows = super().get_queryset().select_related("unit", "organisation", "instalment")
        return rows.prefetch_related(
            Prefetch("project", AidProject.objects.visible_to(user)),
            Prefetch("commitment", Commitment.objects.visible_to(user)),
        )

    @property
    def delivery(self):
        return self.object

    @property
    def project(self):
        return self.object.project

    @property
    def commitment(self):
        return self.object.commitment

    @property
    def hides_a_promise(self):
        return bool(self.object.commitment_id and self.commitment is None)

    def initial_rows(self, name):
        seen = self.object.sources.select_related("paper").visible_to(self.request.user)
        return [{"uuid": one.uuid, "paper": one.paper, "paragraph": one.paragraph} for one in seen]

    def perform(self, data):
        if self.hides_a_promise:
            data["instalment"] = self.object.instalment
        return deliveries.revise(
            delivery=self.object, **data, today=self.today, by=self.request.user
        )


class DeliveryWithdraw(FormPage):
    model = Delivery
    form_class = WithdrawForm
    permission = permissions.EDIT_DELIVERY
    submit = _("Take it back")
    groups = (
        Group(
            _("Take the delivery back"),
            ("reason:12",),
            note=_("It stays to be read, and counts no more."),
        ),
    )

    def perform(self, data):
        return deliveries.withdraw(delivery=self.object, **data, by=self.request.user)


class DeliveryMatch(ActionPage):
    model = Delivery
    permission = permissions.EDIT_DELIVERY

    def perform(self, delivery):
        deliveries.match(delivery=delivery, today=timezone.localdate(), by=self.request.user)
