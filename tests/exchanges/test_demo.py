"""The demonstration register: exactly the facts, loaded once, in the scope of those it concerns."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db.models import Sum

from accounts.models import User
from accounts.services.users import LOADER
from core.fields import Bound
from exchanges.demo import (
    accounts,
    articles,
)
from exchanges.demo.shapes import REFORM, demo_uuid
from exchanges.models import AgreedItem, AidProject, Incident, Meeting
from exchanges.services import demo
from partnerships.choices import PartnershipStatus
from partnerships.models import (
    Commitment,
    Memorandum,
    Note,
    Paper,
    Partnership,
    Person,
    Source,
    Unit,
    UnitName,
)
from tests.exchanges.demo_register import loaded

DISTRICT_TIES = {"QSN-VXA", "QSN-STO", "QHO-XKH", "QHO-VXA", "TXU-STO", "LCH-STO", "SMA-MET"}


@pytest.fixture(scope="module", autouse=True)
def _register(django_db_setup, django_db_blocker):
    with loaded(django_db_blocker):
        yield


pytestmark = pytest.mark.django_db


def unit(key):
    return Unit.objects.get(uuid=demo_uuid(f"unit:{key}"))


def tie(code):
    return Partnership.objects.get(code=code)


def rows():
    """How many rows every table has, the history tables too."""
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


# Loading


def test_second_load_changes_no_row():
    before = rows()
    assert demo.load() == 0
    assert rows() == before


def test_load_does_not_undo_what_was_changed_or_taken_out():
    note = Note.objects.get(topic="Ngôn ngữ chung")
    note.text = "Đã xác minh."
    note.save()
    name = UnitName.objects.get(text="Nậm Ngà")
    name.delete()
    other = Note.objects.get(topic="Vùng cây trồng hai bên")
    other.sources.clear()
    other.delete()

    assert demo.load() == 0

    note.refresh_from_db()
    assert note.text == "Đã xác minh."
    assert not UnitName.objects.filter(text="Nậm Ngà").exists()
    assert not Note.objects.filter(topic="Vùng cây trồng hai bên").exists()


def test_command_names_the_accounts_and_their_password(capsys):
    call_command("load_demo")
    told = capsys.readouterr().out
    assert accounts.DEMO_PASSWORD in told
    assert all(user.values["username"] in told for user in accounts.USERS)


# What is in it


def test_every_fact_is_cited_by_a_record():
    assert len(articles.FACTS) == 75
    cited = set()
    for relation in Source._meta.get_fields():
        if relation.many_to_many and relation.auto_created:
            found = Source.objects.filter(**{f"{relation.name}__isnull": False})
            cited |= set(found.values_list("reference", flat=True))
    assert cited == set(articles.FACTS)


def test_source_names_the_article_and_the_paragraph():
    source = Source.objects.get(reference="S0-12")
    assert source.paper.title == "Điểm sáng đối ngoại vùng biên"
    assert source.paragraph == 5
    assert Paper.objects.filter(kind="article", published=True).count() == 5


def test_only_the_two_officials_are_recorded_as_people():
    assert set(Person.objects.values_list("name", flat=True)) == {
        "Lương Thị Hạnh",
        "Hoàng Thị Giang",
    }


def test_all_pairs_are_ties_and_the_frames_of_lang_son():
    assert Partnership.objects.count() == 19 + 3
    assert tie("THO-HPH").ties.count() == 6 + 3 + 6  # district, village and agency ties below it
    assert tie("THO-HPH").ties.filter(level="village").count() == 3
    assert tie("THO-HPH").statedfigure_set.get(measure="village_ties").value.number == 26


def test_open_questions_stay_open():
    text = Memorandum.objects.get(title__contains="2022–2025")
    assert set(text.partnerships.values_list("code", flat=True)) == {"QSN-VXA", "QSN-STO"}
    assert "một văn bản chung hay hai văn bản" in text.doubt
    assert (text.signed.days, text.renews, text.signatories.count()) == (None, None, 0)

    promise = Commitment.objects.get()
    assert promise.interval_months is None
    assert promise.amount.number == 500_000_000
    assert {str(receiver) for receiver in promise.receivers.all()} == {
        "huyện Viêng Xay",
        "huyện Sầm Tớ",
    }
    rice = AidProject.objects.get(title__contains="lúa")
    assert not rice.parties.filter(role="receiver").exists()
    assert rice.partnership is None
    outbound = AidProject.objects.filter(direction="outbound")
    assert not outbound.exclude(handed_over_days=None).exists()
    items = AgreedItem.objects.all()
    assert [(item.owner, item.due) for item in items] == [("", None)] * 3


def test_briefing_of_song_ma_and_muong_et():
    meeting = Meeting.objects.get()
    assert meeting.held.days.lower == date(2025, 3, 28)
    assert (meeting.kind, meeting.host, meeting.status) == ("briefing", "home", "held")
    assert (meeting.year_reviewed, meeting.year_planned) == (2024, 2025)
    assert str(meeting.host_party) == "huyện Sông Mã"
    assert meeting.minutes.status == "signed_by_both"
    assert meeting.minutes.basis == "reported"


# Sums (DESIGN 9)


def sums(projects):
    found = projects.values_list("amount_bound").annotate(Sum("amount_number"))
    return {bound: total for bound, total in found if total}


def test_aid_from_quan_son_to_vieng_xay():
    given = AidProject.objects.between([unit("quan-son")], [unit("vieng-xay")])
    assert sums(given) == {
        Bound.EXACT: Decimal(1_480_000_000),
        Bound.UNDER: Decimal(400_000_000),
        Bound.OVER: Decimal(400_000_000),
    }
    assert sum(sums(given).values()) == 2_280_000_000


def test_aid_of_the_district_itself_leaves_out_the_house_the_station_built():
    itself = AidProject.objects.between([unit("quan-son")], [unit("vieng-xay")]).filter(
        parties__role="giver", parties__unit=unit("quan-son")
    )
    assert sums(itself)[Bound.EXACT] == 1_300_000_000
    assert sum(sums(itself).values()) == 2_100_000_000


# Places in time


def test_district_ties_are_vacant_since_the_reform():
    on_the_day = Partnership.objects.with_status(REFORM)
    vacant = on_the_day.filter(status=PartnershipStatus.VACANT).values_list("code", flat=True)
    assert set(vacant) == DISTRICT_TIES
    day_before = Partnership.objects.with_status(date(2025, 6, 30))
    assert not day_before.filter(status=PartnershipStatus.VACANT).exists()
    assert tie("QSN-VXA").parties.get(side="home").ended_on() == REFORM


def test_chi_ma_is_active_since_december_2015_and_suspended_from_2020():
    chi_ma = tie("CMA-ADI")
    assert chi_ma.status_on(date(2019, 12, 31)) == PartnershipStatus.ACTIVE
    assert chi_ma.status_on(date(2021, 1, 1)) == PartnershipStatus.SUSPENDED
    established = chi_ma.changes.get(kind="established").since.days
    assert (established.lower, established.upper) == (date(2015, 12, 1), date(2016, 1, 1))


def test_na_vang_waits_to_be_placed():
    na_vang = unit("na-vang")
    assert na_vang.parent == unit("binh-xa")
    assert na_vang.parent.valid_to == REFORM
    after = {str(step.successor) for step in na_vang.parent.successions.all()}
    assert after == {"xã Đình Lập", "xã Kiên Mộc"}


def test_villages_of_kept_and_merged_communes_moved_with_them():
    assert str(unit("chi-ma").parent) == "xã Mẫu Sơn"
    assert unit("ban-na-meo").parent == unit("na-meo")
    assert unit("na-meo").parent == unit("thanh-hoa")
    assert unit("na-meo").code == unit("na-meo-cu").code == "15013"
    assert (unit("lao-cai-cu").code, unit("lao-cai").code) == ("10", "15")


def test_names_in_other_scripts_are_unchecked():
    foreign = UnitName.objects.exclude(language="vi")
    assert foreign.filter(text="ເມືອງວຽງໄຊ").exists()
    assert not foreign.filter(checked=True).exists()


# Who sees what


def user(name):
    return User.objects.get(username=name)


def test_each_officer_sees_the_ties_of_their_province_only():
    seen = {
        name: Partnership.objects.visible_to(user(name)).count()
        for name in ("canbo.thanhhoa", "canbo.laocai", "canbo.langson", "canbo.sonla")
    }
    assert seen == {
        "canbo.thanhhoa": 16,
        "canbo.laocai": 0,
        "canbo.langson": 5,
        "canbo.sonla": 1,
    }
    assert Partnership.objects.visible_to(user("bo.ngoaigiao")).count() == 22
    assert Partnership.objects.visible_to(user("lienlac.songma")).get().code == "SMA-MET"


def test_officer_of_todays_lao_cai_sees_muong_khuong():
    officer = user("canbo.laocai")
    assert Incident.objects.visible_to(officer).count() == 2
    assert Incident.objects.visible_to(user("canbo.langson")).count() == 0


def test_demo_password_is_one_that_people_may_choose():
    for account in User.objects.exclude(username=LOADER):
        validate_password(accounts.DEMO_PASSWORD, account)
        assert account.check_password(accounts.DEMO_PASSWORD)


def test_nobody_signs_in_as_the_loader():
    loader = user(LOADER)
    assert not loader.is_active
    assert not loader.has_usable_password()
