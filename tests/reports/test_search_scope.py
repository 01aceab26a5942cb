"""What the search may find is what `visible_to` of each model gives, however records change."""

from collections import defaultdict
from random import Random

import pytest
from django.db import connection

from accounts.choices import Role
from core.access import ScopedQuerySet, reach_kept
from exchanges import models as happening
from partnerships import models as standing
from partnerships.choices import Side
from reports import models
from reports.choices import SearchKind
from reports.searching.reach import Sight
from tests import factories as make
from tests.meta.records import elsewhere, of_unit

MODELS = {
    SearchKind.TIE: standing.Partnership,
    SearchKind.UNIT: standing.Unit,
    SearchKind.ORGANISATION: standing.Organisation,
    SearchKind.PERSON: standing.Person,
    SearchKind.PAPER: standing.Paper,
    SearchKind.MEMORANDUM: standing.Memorandum,
    SearchKind.COMMITMENT: standing.Commitment,
    SearchKind.AID: happening.AidProject,
    SearchKind.MEETING: happening.Meeting,
    SearchKind.MINUTES: happening.Minutes,
    SearchKind.AGREED_ITEM: happening.AgreedItem,
    SearchKind.ACTIVITY: happening.Activity,
    SearchKind.PATROL: happening.Patrol,
    SearchKind.INCIDENT: happening.Incident,
    SearchKind.LETTER: happening.Letter,
    SearchKind.DECISION: standing.Decision,
    SearchKind.MARKER: standing.BorderMarker,
    SearchKind.GATE: standing.Gate,
    SearchKind.FIGURE: standing.StatedFigure,
    SearchKind.NOTE: standing.Note,
    SearchKind.DOCUMENT: standing.Document,
    SearchKind.ATTACHMENT: happening.Attachment,
    SearchKind.REVIEW: models.AnnualReview,
    SearchKind.REVIEW_PAPER: models.ReviewPaper,
    SearchKind.DELIVERY: happening.Delivery,
    SearchKind.YEAR_PLAN: happening.YearPlan,
}
MERGED = {SearchKind.TIE, SearchKind.UNIT, SearchKind.ORGANISATION}  # the kept one is found instead


def in_sight(user) -> dict[str, set[int]]:
    """By the kind of the record."""
    sight = Sight.of(user)
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, record FROM reports_searchentry WHERE {sight.conditions}", sight.values
        )
        for kind, record in cursor.fetchall():
            found[kind].add(record)
    return found


def visible(user, kind) -> set[int]:
    rows = MODELS[kind].objects.all()
    rows = rows.visible_to(user) if isinstance(rows, ScopedQuerySet) else rows
    rows = rows.filter(merged_into=None) if kind in MERGED else rows
    return set(rows.order_by().values_list("pk", flat=True))


def assert_same(users):
    for user in users:
        found = in_sight(user)
        assert set(found) <= set(SearchKind.values)
        with reach_kept():  # nothing is written in between
            for kind in SearchKind:
                assert found[kind.value] == visible(user, kind), (kind.label, user.role)


def readers_of(unit, **more):
    """One user for each of the differences that decide what is seen."""
    return [
        make.UserFactory(role=Role.OFFICER, units=[unit], **more),
        make.UserFactory(role=Role.READER, units=[unit], **more),
        make.UserFactory(role=Role.OFFICER, units=[unit], sees_sensitive=True, **more),
        make.UserFactory(role=Role.OFFICER, sees_all=True),
        make.UserFactory(role=Role.READER, sees_all=True),
        make.UserFactory(role=Role.OFFICER),
    ]


def test_every_kind_has_its_model():
    assert set(MODELS) == set(SearchKind)


@pytest.mark.parametrize("kind", SearchKind, ids=lambda kind: kind.name)
def test_own_records_are_found_and_those_of_others_are_not(db, unit, kind):
    own, other = of_unit(MODELS[kind], unit), elsewhere(MODELS[kind])
    user = make.UserFactory(role=Role.OFFICER, units=[unit])

    found = in_sight(user)[kind]
    assert own.pk in found
    assert other is None or other.pk not in found
    assert_same(readers_of(unit))


def test_what_says_something_of_a_whole_border_is_open_to_all(db):
    border = make.BorderFactory()
    make.NoteFactory(partnership=None, border=border)
    make.PaperFactory(published=True)
    make.DocumentFactory(memorandum=None, paper=make.PaperFactory(published=True))
    users = readers_of(make.UnitFactory())

    assert in_sight(users[0])[SearchKind.NOTE]
    assert in_sight(users[0])[SearchKind.DOCUMENT]
    assert_same(users)


def test_sensitive_incidents_and_what_names_them(db, unit, partnership):
    filer = make.UserFactory(role=Role.LIAISON, units=[unit])
    incident = make.IncidentFactory(partnership=partnership, sensitive=True, filed_by=filer)
    make.LetterFactory(partnership=partnership, incident=incident)
    make.AttachmentFactory(project=None, incident=incident)
    users = [filer, *readers_of(unit)]

    assert in_sight(filer)[SearchKind.INCIDENT]
    assert not in_sight(users[1])[SearchKind.INCIDENT]
    assert_same(users)
    happening.Incident.objects.update(sensitive=False)
    assert in_sight(users[1])[SearchKind.LETTER]
    assert_same(users)


class Changes:
    """Random acts on a small register: each method is one."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.units = [make.UnitFactory() for _one in range(3)]
        self.bodies = [make.OrganisationFactory(seat=unit) for unit in self.units[:2]]
        self.ties = [make.PartnershipFactory(home__unit=unit) for unit in self.units]
        self.meetings = [make.MeetingFactory(partnerships=[self.a(self.ties)]) for _one in range(3)]
        self.texts = [make.MemorandumFactory(partnerships=[tie]) for tie in self.ties]
        self.aid = [make.AidProjectFactory(partnership=tie) for tie in self.ties]
        self.people = [make.PostFactory(unit=unit).person for unit in self.units]
        for meeting in self.meetings:
            make.MinutesFactory(meeting=meeting)
            make.AgreedItemFactory(meeting=meeting)
            make.AttachmentFactory(project=None, meeting=meeting)
        for text in self.texts:
            promise = make.CommitmentFactory(memorandum=text, partnership=None)
            make.DocumentFactory(memorandum=text)
            make.DeliveryFactory(commitment=promise)
        series = make.ReviewSeriesFactory(partnerships=[self.ties[0]])
        make.ReviewPaperFactory(review=make.AnnualReviewFactory(series=series))
        self.series = series
        self.plan = make.YearPlanFactory(unit=self.units[0])
        self.marker = make.BorderMarkerFactory(unit=self.units[0])
        make.IncidentFactory(partnership=None, marker=self.marker)

    def a(self, some):
        return self.random.choice(some)

    def meeting_of_other_ties(self):
        self.a(self.meetings).partnerships.set(self.random.sample(self.ties, 2))

    def meeting_of_a_unit(self):
        meeting = self.a(self.meetings)
        happening.Meeting.objects.filter(pk=meeting.pk).update(unit=self.a([None, *self.units]))

    def text_of_other_ties(self):
        text = self.a(self.texts)
        text.partnerships.add(self.a(self.ties))

    def text_of_another_party(self):
        unit = self.a(self.units)
        standing.MemorandumParty.objects.get_or_create(
            memorandum=self.a(self.texts), unit=unit, side=Side.HOME
        )

    def aid_for_a_unit(self):
        make.AidPartyFactory(project=self.a(self.aid), unit=self.a(self.units), organisation=None)

    def aid_of_another_tie(self):
        project = self.a(self.aid)
        happening.AidProject.objects.filter(pk=project.pk).update(partnership=self.a(self.ties))

    def a_post(self):
        make.PostFactory(person=self.a(self.people), unit=None, organisation=self.a(self.bodies))

    def no_post(self):
        standing.Post.objects.filter(person=self.a(self.people))[:1].get().sources.clear()

    def a_party(self):
        unit = make.UnitFactory(parent=self.a(self.units))
        make.PartnershipPartyFactory(partnership=self.a(self.ties), unit=unit, organisation=None)

    def a_unit_below(self):
        self.units.append(make.UnitFactory(parent=self.a(self.units)))

    def a_marker_elsewhere(self):
        self.marker.unit = self.a([None, *self.units])
        self.marker.save()

    def series_of_other_ties(self):
        self.series.partnerships.set([self.a(self.ties)])

    def plan_of_another_unit(self):
        happening.YearPlan.objects.filter(pk=self.plan.pk).update(unit=self.a(self.units))

    def sensitive_or_not(self):
        happening.Incident.objects.update(sensitive=self.a([True, False]))


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(6))
def test_after_random_changes_the_search_sees_what_the_pages_see(db, seed):
    changes = Changes(seed)
    acts = [name for name in vars(Changes) if not name.startswith("_") and name != "a"]
    users = [user for unit in changes.units[:2] for user in readers_of(unit)]
    users.append(make.UserFactory(role=Role.LIAISON, organisation=changes.bodies[0]))
    for _step in range(12):
        getattr(changes, changes.a(acts))()

    assert_same(users)
