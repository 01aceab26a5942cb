"""The list of gaps: it agrees with what each record says of itself, and costs little."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.basis import Basis
from core.fields import Amount, PartialDate
from exchanges.choices import AidStatus
from partnerships.choices import Level, PartnershipEventKind
from partnerships.models import Partnership
from partnerships.views.rows import missing_of
from reports.gaps import KINDS
from tests import factories as make

pytestmark = pytest.mark.django_db
DAYS = ("", "2019", "12/2019", "05/12/2019")


def dated(number):
    typed = DAYS[number % len(DAYS)]
    return PartialDate.read(typed) if typed else PartialDate()


def ties(number):
    tie = make.PartnershipFactory()
    if number % 3 == 0:
        tie.parties.filter(side="counterpart").delete()
    if number % 5:
        make.PartnershipEventFactory(
            partnership=tie, kind=PartnershipEventKind.ESTABLISHED, since=dated(number)
        )
    if number % 4 == 1:
        make.MemorandumFactory(partnerships=[tie])


def texts(number):
    text = make.MemorandumFactory(
        basis=Basis.REPORTED, signed=dated(number), place="Viêng Xay" if number % 2 else ""
    )
    if number % 3:
        make.SignatoryFactory(memorandum=text, side="home" if number % 2 else "counterpart")


def promises(number):
    make.CommitmentFactory(
        since=dated(number),
        until=dated(number + 1),
        interval_months=12 if number % 2 else None,
        amount=Amount(words="gạo") if number % 3 == 1 else Amount(),
    )


def posts(number):
    make.PostFactory(since=dated(number))


def places(number):
    level = (Level.COMMUNE, Level.VILLAGE)[number % 2]
    country = ("VN", "LA")[number // 2 % 2]
    code = "" if number % 3 else f"{number:05}"
    unit = make.UnitFactory(level=level, country__code=country, code=code)
    if number % 5 == 0:
        make.UnitNameFactory(unit=unit, language="lo")
    side = "home" if country == "VN" else "counterpart"
    tie = make.PartnershipFactory()
    tie.parties.create(side=side, unit=unit)


def meetings(number):
    held = dated(number) if number % 4 else PartialDate.read("2019")
    meeting = make.MeetingFactory(held=held, basis=Basis.REPORTED)
    if number % 2:
        make.MinutesFactory(meeting=meeting, outcome="" if number % 3 else "agreed")


def minutes(number):
    languages = ["vi"] if number % 5 == 0 else ["vi", "lo"]
    kept = make.MinutesFactory(languages=languages)
    for item in range(number % 3):
        text = {"vi": {"text": "Thống nhất", "state": "checked", "rev": 1}}
        if (number + item) % 2:
            text["lo"] = {"text": "ເຫັນດີ", "state": "unchecked", "rev": 1}
        make.MinutesItemFactory(minutes=kept, text=text)


def agreed(number):
    make.AgreedItemFactory(owner="home" if number % 2 else "", due=None)


def aid(number):
    project = make.AidProjectFactory(
        basis=Basis.REPORTED,
        status=AidStatus.HANDED_OVER if number % 2 else AidStatus.UNDER_WAY,
        handed_over=dated(number) if number % 2 else PartialDate(),
        amount=Amount() if number % 3 else Amount(words="thuốc men"),
    )
    if number % 4:
        role = "giver" if number % 2 else "receiver"
        project.parties.create(role=role, unit=make.UnitFactory())


def deliveries(number):
    make.DeliveryFactory(
        given=dated(number),
        amount=Amount() if number % 3 else Amount(words="thuốc men"),
        unit=make.UnitFactory() if number % 2 else None,
    )


def incidents(number):
    ended = number % 3 == 0
    make.IncidentFactory(
        basis=Basis.REPORTED,
        happened=dated(number),
        place="Bờ suối" if number % 2 else "",
        status="closed" if ended else "reported",
        outcome="Đã trả" if number % 2 else "",
    )


def letters(number):
    letter = make.LetterFactory(
        number=f"{number}/TB" if number % 2 else "",
        dated=dated(number),
        answer_due=date(2020, 1, 1) if number % 3 else None,
        no_answer="Thôi" if number % 5 == 1 else "",
    )
    if number % 5 == 2:
        make.LetterFactory(
            partnership=letter.partnership,
            direction="in",
            answers=letter,
            withdrawn_reason="Nhầm" if number % 2 else "",
        )
    if number % 4 == 3:
        make.AttachmentFactory(project=None, letter=letter)


def patrols(number):
    reported = {"basis": Basis.REPORTED, "happened": dated(number)}
    if number % 3 == 0:
        reported["to_marker"] = None
    patrol = make.PatrolFactory(**reported)
    if number % 4 == 3:
        make.AttachmentFactory(project=None, patrol=patrol)


MAKERS = {
    "tie": ties,
    "text": texts,
    "commitment": promises,
    "post": posts,
    "unit": places,
    "meeting": meetings,
    "minutes": minutes,
    "agreed-item": agreed,
    "aid": aid,
    "delivery": deliveries,
    "incident": incidents,
    "letter": letters,
    "patrol": patrols,
}


def said_by(record) -> list[str]:
    if isinstance(record, Partnership):
        return missing_of(record, list(record.memoranda.all()))
    return record.missing()


def test_every_kind_is_looked_at():
    assert set(MAKERS) == set(KINDS)


@pytest.mark.parametrize("key", MAKERS)
def test_the_database_and_the_record_say_the_same(key):
    for number in range(16):
        MAKERS[key](number)
    kind, user = KINDS[key], make.UserFactory(sees_all=True)
    listed = {row.pk: row for row in kind.lacking(user)}
    seen = set()
    for record in kind.rows(user):
        row = listed.get(record.pk)
        marked = [str(gap.words) for gap in kind.gaps if row and getattr(row, f"lacks_{gap.key}")]
        assert marked == said_by(record)
        seen |= set(marked)
    assert seen, "nothing was lacking: the test looks at nothing"
    for gap in kind.gaps:
        only = set(kind.lacking(user, gap.key).values_list("pk", flat=True))
        assert only == {row.pk for row in listed.values() if getattr(row, f"lacks_{gap.key}")}


def test_the_page_lists_what_is_lacking_with_its_form(client, officer, partnership):
    make.PartnershipFactory(title="Nơi khác")
    client.force_login(officer)
    page = client.get(reverse("gap-list")).content.decode()
    assert partnership.title in page
    assert "day it was established, a signed text" in page
    assert reverse("partnerships:partnership-edit", args=[partnership.uuid]) in page
    assert "Nơi khác" not in page
    client.force_login(make.UserFactory(role=Role.READER, sees_all=True))
    page = client.get(reverse("gap-list")).content.decode()
    assert "Nơi khác" in page
    assert "Complete it" not in page


def test_it_is_cut_by_what_is_lacking(client, officer, partnership):
    make.MemorandumFactory(partnerships=[partnership], title="Có ngày ký", term=None)
    make.MemorandumFactory(
        partnerships=[partnership],
        title="Không ngày ký",
        signed=PartialDate(),
        basis=Basis.REPORTED,
    )
    client.force_login(officer)
    page = client.get(reverse("gap-list"), {"kind": "text", "lacking": "signed"}).content.decode()
    assert "Không ngày ký" in page
    assert "Có ngày ký" not in page
    assert client.get(reverse("gap-list"), {"kind": "nonsense"}).status_code == 200


@pytest.mark.parametrize("key", MAKERS)
def test_a_page_costs_the_same_for_few_and_many(client, key, django_assert_max_num_queries):
    client.force_login(make.UserFactory(role=Role.OFFICER, sees_all=True))
    for numbers in (range(2), range(2, 56)):
        for number in numbers:
            MAKERS[key](number)
        with django_assert_max_num_queries(6):
            client.get(reverse("gap-list"), {"kind": key})
