"""Whatever an office does, an agreed item is in exactly one state and never disappears."""

from contextlib import suppress
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.choices import Role
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import AgreedItemStatus
from exchanges.models import AgreedItem, AgreedItemProgress, Minutes
from exchanges.services import agreed_items, minutes, signatures
from exchanges.services import progress as found
from tests.exchanges.minutes import row, write
from tests.factories import MeetingFactory, PartnershipFactory, PersonFactory, UserFactory

FIRST = date(2020, 1, 1)
CLOSED = {AgreedItemStatus.DONE, AgreedItemStatus.DROPPED}
STATES = st.sampled_from(list(AgreedItemStatus))
NUMBER = st.integers(0, 9)
HAPPENED = set()  # the acts that some run brought to their end
WORDS = st.sampled_from(["", "Đang làm", "Đã có minh chứng"])


class AgreedItems(RuleBasedStateMachine):
    """Meetings of one tie in the order of their days, each with minutes; what they agree, find,
    correct, submit, return and sign, in any order and with any input.
    """

    @initialize()
    def a_tie(self):
        # Each run begins anew and is undone as a whole.
        self.around = transaction.atomic()
        self.around.__enter__()
        self.tie = PartnershipFactory()
        home = self.tie.parties.get(side="home").unit
        self.filer = UserFactory(role=Role.OFFICER, units=[home])
        self.checker = UserFactory(role=Role.HEAD, units=[home])
        self.meetings, self.recorded = [], set()
        self.meets()

    def teardown(self):
        if hasattr(self, "around"):
            transaction.set_rollback(True)
            self.around.__exit__(None, None, None)

    def tried(self, act, **facts):
        """What a rule refuses changes nothing; what it takes must stand at the end of the act."""
        with suppress(RuleViolation, ValidationError, DatabaseError), transaction.atomic():
            done = act(**facts)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            HAPPENED.add(act.__name__)
            return done

    def meeting(self, number):
        return self.meetings[number % len(self.meetings)]

    def item(self, number):
        items = list(AgreedItem.objects.filter(uuid__in=self.recorded).order_by("pk"))
        return items[number % len(items)] if items else None

    @rule()
    def meets(self):
        held = FIRST + timedelta(days=30 * len(self.meetings))
        met = MeetingFactory(partnerships=[self.tie], held=PartialDate.read(f"{held:%d/%m/%Y}"))
        record = minutes.begin(meeting=met, languages=["vi"], outcome="agreed", by=self.filer)
        write(record, self.filer, row("Đánh giá"))
        self.meetings.append(met)

    @rule(number=NUMBER)
    def agrees(self, number):
        made = self.tried(
            agreed_items.record, meeting=self.meeting(number), title="Việc", by=self.filer
        )
        if made:
            self.recorded.add(made.uuid)

    @rule(number=NUMBER, which=NUMBER, status=STATES, proof=WORDS)
    def finds(self, number, which, status, proof):
        item = self.item(which)
        if item:
            said = {"uuid": item.uuid, "status": status, "proof": proof, "changes": {}}
            self.tried(found.write, meeting=self.meeting(number), rows=[said], by=self.filer)

    @rule(number=NUMBER, which=NUMBER)
    def leaves_alone(self, number, which):
        item = self.item(which)
        if item:
            gone = [item.uuid]
            self.tried(
                found.write, meeting=self.meeting(number), rows=[], removed=gone, by=self.filer
            )

    @rule(which=NUMBER, status=STATES, proof=WORDS)
    def moves(self, which, status, proof):
        item, on = self.item(which), date(2024, 1, 1)
        if item:
            facts = {"status": status, "closed": on, "proof": proof}
            self.tried(agreed_items.move, item=item, by=self.filer, **facts)

    @rule(which=NUMBER)
    def takes_out(self, which):
        """The one way in which it goes: out of minutes still written, while nothing is done."""
        item = self.item(which)
        if not item:
            return
        writable = Minutes.objects.get(meeting=item.meeting).status in ("draft", "returned")
        touched = item.progress.exists() or item.status != AgreedItemStatus.OPEN
        self.tried(agreed_items.remove, item=item, by=self.filer)
        if not AgreedItem.objects.filter(pk=item.pk).exists():
            assert writable
            assert not touched
            self.recorded.discard(item.uuid)

    @rule(number=NUMBER, step=st.sampled_from(["submit", "return", "agree", "reopen", "sign"]))
    def minutes_go_on(self, number, step):
        self.go_on(Minutes.objects.get(meeting=self.meeting(number)), step)

    def go_on(self, record, step):
        by = self.filer if step in ("submit", "sign") else self.checker
        if step == "sign":
            signed = record.signatures.count()
            side = ("home", "counterpart", "home")[signed]
            day = date(2026, 1, 1)
            facts = {"side": side, "person": PersonFactory(), "signed_on": day, "today": day}
            self.tried(signatures.sign, minutes=record, by=by, **facts)
            return
        acts = {"submit": minutes.submit, "agree": minutes.agree_text}
        told = {"return": minutes.return_, "reopen": minutes.reopen}
        if step in acts:
            self.tried(acts[step], minutes=record, by=by)
        else:
            self.tried(told[step], minutes=record, reason="Sửa lại", by=by)

    @rule(number=NUMBER)
    def minutes_are_signed(self, number):
        for step in ("submit", "agree", "sign", "sign"):
            self.go_on(Minutes.objects.get(meeting=self.meeting(number)), step)

    @rule(which=NUMBER, status=STATES)
    def a_script_writes(self, which, status):
        item = self.item(which)
        if item:
            rows = AgreedItem.objects.filter(pk=item.pk)
            self.tried(rows.update, status=status, closed=date(2024, 1, 1), proof="tệp lệnh")
            self.tried(rows.update, closed_at=self.meetings[-1])

    @invariant()
    def each_is_there_in_one_state(self):
        if not hasattr(self, "recorded"):
            return
        items = {one.uuid: one for one in AgreedItem.objects.filter(uuid__in=self.recorded)}
        assert set(items) == self.recorded
        for item in items.values():
            self.one_state(item)

    def one_state(self, item):
        rows = list(AgreedItemProgress.objects.filter(item=item).select_related("meeting"))
        closing = [one for one in rows if one.status in CLOSED]
        assert len(closing) <= 1
        assert item.status in AgreedItemStatus
        if closing:
            (last,) = closing
            assert (item.status, item.closed_at_id) == (last.status, last.meeting_id)
            day = last.meeting.held.days.lower
            assert all(one.meeting.held.days.lower <= day for one in rows)
        else:
            assert item.closed_at_id is None
        if item.status in CLOSED:
            assert item.closed
            assert item.proof


NEEDED = {"record", "write", "move", "submit"}


def test_an_agreed_item_is_in_one_state_and_never_disappears(db):
    """Chance may leave an act out of a dozen histories: then more of them are played."""
    HAPPENED.clear()
    rounds = 0
    while not NEEDED <= HAPPENED:
        assert rounds < 6, f"never happened: {NEEDED - HAPPENED}"
        run_state_machine_as_test(
            AgreedItems,
            settings=settings(
                max_examples=12,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        rounds += 1
