"""What stands on the strip of a border, in which order, for whom."""

from datetime import date

import pytest

from core.fields import PartialDate
from partnerships.choices import (
    Level,
    OrganisationKind,
    PartnershipEventKind,
    PartnershipStatus,
    SuccessionKind,
)
from partnerships.models import Charge, UnitSuccession
from partnerships.services import border_markers, units
from partnerships.strip.building import built
from partnerships.strip.lines import chosen, lines_of
from partnerships.strip.table import table
from tests.factories import (
    BorderMarkerFactory,
    GateFactory,
    OrganisationFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.partnerships.border_range import ON, a_range

pytestmark = pytest.mark.django_db
REFORM = date(2025, 7, 1)


@pytest.fixture
def range_():
    return a_range()


@pytest.fixture
def user(range_):
    return UserFactory(units=[range_.home])


def names(areas):
    return [area.unit.name for area in areas]


def test_stretches_run_from_north_to_south(range_, user):
    strip = range_.strip(user)
    assert names(strip.stretches) == ["Mường Lát", "Quan Hóa", "Quan Sơn"]
    assert strip.order == "from north to south"
    assert strip.order_away == "those without a known position at the end, by name"
    assert [str(area.length) for area in strip.stretches] == ["", "", "64 km"]
    assert str(strip.length) == "192 km"


def test_markers_say_the_order_before_positions_do(range_, user, officer):
    lat, _hoa, son = range_.districts
    for number, suffix, unit in ((5, "", son), (5, "/2", son), (9, "(1)", lat), (7, "", None)):
        border_markers.record(
            border=range_.border, number=number, suffix=suffix, unit=unit, by=officer
        )
    strip = range_.strip(user)
    assert names(strip.stretches) == ["Quan Hóa", "Quan Sơn", "Mường Lát"]
    assert strip.order == "in the order of their markers; from north to south"
    at = {mark.words: mark.area for mark in strip.of("marker")}
    assert at == {"5": son.pk, "5/2": son.pk, "7": son.pk, "9(1)": lat.pk}
    assert [mark.words for mark in strip.of("marker")] == ["5", "5/2", "7", "9(1)"]


def test_places_without_markers_and_position_come_last_by_name(range_, user):
    for name in ("Như Xuân", "Bá Thước"):
        district = UnitFactory(name=name, level=Level.DISTRICT, parent=range_.home)
        GateFactory(border=range_.border, unit=district)
    strip = range_.strip(user)
    assert names(strip.stretches)[3:] == ["Bá Thước", "Như Xuân"]
    assert strip.order.endswith("those without a known position at the end, by name")


def test_markers_of_another_range_stay_away(range_, user):
    elsewhere = UnitFactory(
        level=Level.DISTRICT, parent=UnitFactory(level=Level.PROVINCE, name="Nghệ An")
    )
    BorderMarkerFactory(border=range_.border, number=400, unit=elsewhere)
    GateFactory(border=range_.border, unit=elsewhere)
    strip = range_.strip(user)
    assert strip.marks == []
    assert names(strip.stretches) == ["Mường Lát", "Quan Hóa", "Quan Sơn"]


def test_ties_stand_at_their_parties(range_, user):
    village, district = range_.tie(0, 1), range_.tie(2, 0, level=Level.DISTRICT)
    found = {tie.uuid: tie for tie in range_.strip(user).ties}
    one, other = found[str(village.uuid)], found[str(district.uuid)]
    assert one.is_dot
    assert not other.is_dot
    assert (one.home.area, one.other.area) == (range_.districts[0].pk, range_.counties[1].pk)
    assert other.home.is_box
    assert other.other.is_box


def test_ties_of_provinces_and_agencies_are_of_the_whole_range(range_, user):
    tie = PartnershipFactory(home__unit=range_.home, level=Level.PROVINCE)
    tie.parties.exclude(unit=range_.home).delete()
    tie.parties.create(side="counterpart", unit=range_.other)
    strip = range_.strip(user)
    assert [one.uuid for one in strip.whole] == [str(tie.uuid)]
    assert strip.ties == []


def test_status_is_that_of_the_day(range_, user):
    tie, gone = range_.tie(), range_.tie()
    PartnershipEventFactory(
        partnership=tie,
        kind=PartnershipEventKind.SUSPENDED,
        since=PartialDate.read("2020"),
        until=PartialDate.read("2022"),
        reason="dịch bệnh",
    )
    PartnershipEventFactory(
        partnership=gone,
        kind=PartnershipEventKind.ENDED,
        since=PartialDate.read("2023"),
        reason="hết hạn",
    )
    then = {t.uuid: t.status for t in range_.strip(user, date(2021, 6, 1)).ties}
    assert then[str(tie.uuid)] == PartnershipStatus.SUSPENDED
    assert str(gone.uuid) in then
    now = {t.uuid: t.status for t in range_.strip(user).ties}
    assert now == {str(tie.uuid): PartnershipStatus.ACTIVE}


def test_a_tie_not_begun_yet_is_not_there(range_, user):
    tie = range_.tie()
    PartnershipEventFactory(
        partnership=tie,
        kind=PartnershipEventKind.ESTABLISHED,
        since=PartialDate.read("05/08/2024"),
    )
    assert range_.strip(user).ties == []
    assert len(range_.strip(user, date(2024, 9, 1)).ties) == 1


@pytest.fixture
def reformed(range_, officer):
    """Districts end without successor; the commune of one village is divided, another kept."""
    kept, divided = range_.tie(2), range_.tie(0)
    for district in range_.districts:
        units.succeed(predecessor=district, kind=SuccessionKind.ABOLISHED, on=REFORM, by=officer)
    for tie, kinds in ((kept, ["kept"]), (divided, ["divided", "divided"])):
        village = tie.parties.get(side="home").unit
        for kind in kinds:
            new = UnitFactory(
                level=Level.COMMUNE,
                word="xã",
                name=f"Mới {UnitSuccession.objects.count()}",
                parent=range_.home,
                valid_from=REFORM,
            )
            units.succeed(
                predecessor=village.parent, successor=new, kind=kind, on=REFORM, by=officer
            )
    return kept, divided


def test_after_the_reform_former_districts_are_drawn_as_such(range_, user, reformed):
    strip = range_.strip(user, date(2026, 1, 1))
    assert names(strip.stretches) == ["Mường Lát", "Quan Hóa", "Quan Sơn"]
    assert all(tie.home for tie in strip.ties)
    assert not any(area.unit.exists_on(strip.on) for area in strip.stretches)


def test_cut_into_communes_a_divided_place_is_named_as_not_placed(range_, user, reformed):
    kept, divided = reformed
    strip = range_.strip(user, date(2026, 1, 1), by="commune")
    placed = {tie.uuid for tie in strip.ties if tie.home}
    assert str(kept.uuid) in placed
    assert [words for words, _url, _why in strip.astray] == [divided.title]
    assert "divided" in strip.astray[0][2]
    assert all(area.unit.level == Level.COMMUNE for area in strip.stretches)


def test_stations_stand_at_their_seat_or_section(range_, user):
    lat, _hoa, son = range_.districts
    first, _mid, last = (
        BorderMarkerFactory(border=range_.border, number=n, unit=lat) for n in (1, 2, 3)
    )
    seated = OrganisationFactory(kind=OrganisationKind.BORDER_GUARD, seat=son, name="Đồn A")
    in_charge = OrganisationFactory(
        kind=OrganisationKind.BORDER_GUARD, seat=range_.home, name="Đồn B"
    )
    Charge.objects.create(organisation=in_charge, from_marker=first, to_marker=last)
    OrganisationFactory(kind=OrganisationKind.HOSPITAL, seat=son)
    OrganisationFactory(kind=OrganisationKind.BORDER_GUARD, seat=son, until=date(2020, 1, 1))
    found = {mark.words: mark for mark in range_.strip(user).of("station")}
    assert set(found) == {seated.name, in_charge.name}
    assert found["Đồn A"].area == son.pk
    assert (found["Đồn B"].area, found["Đồn B"].at) == (lat.pk, _mid.place)


def test_gates_stand_at_their_marker_else_in_their_unit(range_, user):
    marker = BorderMarkerFactory(border=range_.border, number=1, unit=range_.districts[0])
    GateFactory(border=range_.border, unit=range_.districts[0], marker=marker, name="A")
    GateFactory(border=range_.border, unit=range_.village(2), name="B")
    GateFactory(
        border=range_.border, unit=range_.village(2), name="C", until=PartialDate.read("2020")
    )
    found = {mark.words[-1]: (mark.area, mark.at) for mark in range_.strip(user).of("gate")}
    assert found == {
        "A": (range_.districts[0].pk, marker.place),
        "B": (range_.districts[2].pk, None),
    }


def test_ties_out_of_scope_are_not_there(range_):
    tie = range_.tie(0, title="bản Hin – bản Pó")
    strip = range_.strip(UserFactory(units=[UnitFactory()]))
    assert strip.ties == []
    assert tie.title not in str(strip)
    assert [t.uuid for t in range_.strip(UserFactory(sees_all=True)).ties] == [str(tie.uuid)]


def test_lines_are_known_from_profiles_gates_and_visible_ties(range_, user):
    far = PartnershipFactory(level=Level.VILLAGE)
    nghe_an = UnitFactory(name="Nghệ An", level=Level.PROVINCE)
    xieng = UnitFactory(name="Xiêng Khoảng", level=Level.PROVINCE, country__code="LA")
    for side, above in (("home", nghe_an), ("counterpart", xieng)):
        unit = far.parties.get(side=side).unit
        units.belong(unit=unit, parent=above, by=user)
    said = [str(line) for line in lines_of(user, ON)[range_.border]]
    assert said == [range_.border.name, "Thanh Hóa – Hủa Phăn"]
    everything = UserFactory(sees_all=True)
    said = [str(line) for line in lines_of(everything, ON)[range_.border]]
    assert said == [range_.border.name, "Nghệ An – Xiêng Khoảng", "Thanh Hóa – Hủa Phăn"]
    assert str(chosen(lines_of(user, ON), "", user)) == "Thanh Hóa – Hủa Phăn"
    assert chosen(lines_of(user, ON), range_.border.code, user).is_whole


def test_a_whole_border_is_cut_into_provinces(range_, user):
    tie = range_.tie()
    whole = built(chosen(lines_of(user, ON), range_.border.code, user), user, ON)
    assert names(whole.stretches) == ["Thanh Hóa"]
    assert names(whole.boxes) == ["Hủa Phăn"]
    assert [t.home.area for t in whole.ties] == [range_.home.pk]
    assert str(tie.uuid) == whole.ties[0].uuid


def test_the_list_says_what_the_picture_shows(range_, user):
    village, district = range_.tie(0), range_.tie(0, 1, level=Level.DISTRICT)
    for number in range(1, 13):
        BorderMarkerFactory(border=range_.border, number=number, unit=range_.districts[0])
    first = table(range_.strip(user))[0]
    assert [entry.words for entry in first.villages.entries] == [village.title]
    assert first.districts.entries[0].words == "huyện Viêng Xay"
    assert first.districts.entries[0].url == district.get_absolute_url()
    assert (first.markers.entries[0].words, first.markers.entries[0].more) == (
        "1 – 12",
        "12 markers",
    )
