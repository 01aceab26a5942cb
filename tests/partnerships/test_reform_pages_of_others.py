"""The pages of the work after the reform: villages, texts and clear cases, and who may."""

import pytest
from django.urls import reverse

from partnerships.choices import Level
from partnerships.models import Decision, Unit
from tests.factories import (
    DecisionFactory,
    UnitFactory,
    UnitSuccessionFactory,
    UserFactory,
)
from tests.partnerships.reform import (
    REFORM,
    district,
    dump,
    foreign,
    new_commune,
    old_commune,
    province,
    text_of,
    tie,
)
from tests.partnerships.test_reform_pages import SAID, at, decide, preview, ticked


@pytest.fixture
def quan_son(thanh_hoa):
    unit = district(thanh_hoa)
    old = old_commune(unit, "Na Mèo cũ")
    new_commune(thanh_hoa, "Na Mèo", old, kind="kept")
    return unit


@pytest.fixture
def ties(quan_son):
    return [tie(quan_son, foreign(name)) for name in ("Viêng Xay", "Sầm Tớ")]


@pytest.fixture
def officer(client, thanh_hoa):
    user = UserFactory(units=[thanh_hoa])
    client.force_login(user)
    return user


@pytest.fixture
def na_vang(thanh_hoa):
    commune = old_commune(thanh_hoa, "Bính Xá")
    for name in ("Đình Lập", "Kiên Mộc"):
        new_commune(thanh_hoa, name, commune, kind="divided")
    return UnitFactory(word="thôn", name="Nà Vang", parent=commune)


def test_a_village_is_placed_by_its_form(client, officer, na_vang):
    url, half = at("unit-place", na_vang), Unit.objects.get(name="Kiên Mộc")
    assert "thôn Nà Vang" in client.get(reverse("partnerships:reform-list")).text
    elsewhere = UnitFactory(level=Level.COMMUNE, name="xã Khác")
    data = SAID | {"unit": str(elsewhere.uuid)}
    assert "tick that it lies outside" in client.post(url, data).text
    said = preview(client, url, parent=str(half.uuid)).text
    assert "thôn Nà Vang belongs to xã Kiên Mộc from 01/07/2025" in said
    client.post(url, SAID | {"parent": str(half.uuid)})
    na_vang.refresh_from_db()
    assert na_vang.parent == half
    assert "thôn Nà Vang" not in client.get(reverse("partnerships:reform-list")).text


def test_an_agreement_passes_on_and_its_page_says_so(client, officer, ties, thanh_hoa):
    text = text_of(*ties)
    url = at("memorandum-pass-on", text)
    assert f'value="{thanh_hoa.uuid}" checked' in client.get(url).text
    client.post(url, SAID | {"units": [str(thanh_hoa.uuid)]})
    page = client.get(text.get_absolute_url()).text
    assert "Passed on to" in page
    assert "tỉnh Thanh Hóa since 01/07/2025" in page
    client.post(
        at("decision-take-back", Decision.objects.get()),
        SAID | {"reason": "nhầm", "on": "21/11/2026"},
    )
    assert "Passed on to" not in client.get(text.get_absolute_url()).text


def test_a_name_only_amendment_is_recorded_in_time(client, officer, thanh_hoa):
    old = province("Lào Cai", valid_to=REFORM)
    now = province("Lào Cai", valid_from=REFORM)
    UnitSuccessionFactory(predecessor=old, successor=now)
    officer.units.add(now)
    text = text_of(tie(old, foreign(), level=Level.PROVINCE))
    url = at("memorandum-amend-names", text)
    assert url in client.get(reverse("partnerships:reform-list") + "?show=texts").text
    late = client.post(url, SAID | {"on": "01/03/2027", "units": [str(now.uuid)]})
    assert "needs opinions again" in late.text
    client.post(url, SAID | {"on": "21/11/2026", "units": [str(now.uuid)]})
    assert "Names amended" in client.get(text.get_absolute_url()).text


@pytest.fixture
def clear(thanh_hoa):
    old = [old_commune(thanh_hoa, name) for name in ("Yên Khoái", "Tam Gia")]
    found = [tie(unit, foreign(unit.name), level=Level.COMMUNE) for unit in old]
    for unit, name in zip(old, ("Mẫu Sơn", "Khuất Xá"), strict=True):
        new_commune(thanh_hoa, name, unit)
    village = UnitFactory(word="thôn", name="Chi Ma", parent=old[0])
    return [f"side:{key}" for key in ticked(found)] + [f"place:{village.uuid}"]


def test_clear_cases_are_looked_at_row_by_row_and_recorded_together(client, officer, clear):
    url, before = reverse("partnerships:reform-confirm"), dump()
    page = client.get(url, {"item": clear}).text
    for words in ("xã Mẫu Sơn – huyện Yên Khoái", "xã Khuất Xá – huyện Tam Gia"):
        assert words in page
    assert "thôn Chi Ma, xã Mẫu Sơn" in page
    assert "3 decisions are recorded together" in page
    assert dump() == before
    client.post(url, SAID | {"item": clear})
    assert Decision.objects.values("batch").distinct().count() == 1
    assert Decision.objects.count() == 3
    assert Unit.objects.get(name="Chi Ma").parent.name == "Mẫu Sơn"


def test_a_refused_row_is_named_and_nothing_is_recorded(client, officer, clear, thanh_hoa):
    them = foreign("Tam Gia bạn")
    successor = Unit.objects.get(name="Khuất Xá")
    tie(successor, them, level=Level.COMMUNE)
    old = old_commune(thanh_hoa, "Trùng")
    twin = tie(old, them, level=Level.COMMUNE)
    UnitSuccessionFactory(predecessor=old, successor=successor)
    items = [*clear, f"side:{ticked([twin])[0]}"]
    url, before = reverse("partnerships:reform-confirm"), dump()
    page = client.get(url, {"item": items}).text
    assert "A row is refused, so nothing would be recorded" in page
    answer = client.post(url, SAID | {"item": items})
    assert answer.status_code == 422
    assert "xã Trùng – huyện Tam Gia bạn: " in answer.text
    assert "Nothing was recorded." in answer.text
    assert (dump(), Decision.objects.count()) == (before, 0)


def test_nothing_ticked_and_what_is_not_clear_is_refused(client, officer, quan_son, ties):
    url = reverse("partnerships:reform-confirm")
    assert "No row is ticked" in client.get(url).text
    assert "Tick at least one row" in client.post(url, SAID).text
    forged = client.post(url, SAID | {"item": [f"side:{ticked(ties)[0]}"]})
    assert forged.status_code == 422
    assert not Decision.objects.exists()


def test_an_officer_of_another_province_finds_and_decides_nothing(
    client, quan_son, ties, na_vang, clear
):
    text = text_of(*ties)
    decision = DecisionFactory(partnership=ties[0])
    client.force_login(UserFactory(units=[province("Sơn La")]))
    page = client.get(reverse("partnerships:reform-list")).text
    assert "Quan Sơn" not in page
    assert "Nà Vang" not in page
    assert "No row is ticked" in (
        client.get(reverse("partnerships:reform-confirm"), {"item": clear}).text
    )
    for name, record in (
        ("unit-decide", quan_son),
        ("unit-place", na_vang),
        ("memorandum-pass-on", text),
        ("memorandum-amend-names", text),
        ("decision-detail", decision),
        ("decision-take-back", decision),
    ):
        assert client.get(at(name, record)).status_code == 404, name
    assert decide(client, quan_son, ties).status_code == 404
    assert preview(client, at("unit-decide", quan_son), who="province").status_code == 404


def test_tie_and_unit_lead_to_the_form(client, officer, quan_son, ties, na_vang):
    url = at("unit-decide", quan_son)
    assert url in client.get(ties[0].get_absolute_url()).text
    assert url in client.get(quan_son.get_absolute_url()).text
    assert at("unit-place", na_vang) in client.get(na_vang.get_absolute_url()).text
    decide(client, quan_son, ties)
    assert Decision.objects.first().get_absolute_url() in (
        client.get(Decision.objects.first().partnership.get_absolute_url()).text
    )
