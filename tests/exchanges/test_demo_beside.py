"""Loading the demonstration register beside what is there already."""

from datetime import date

import pytest

from accounts.choices import Role
from accounts.models import User
from accounts.services.users import LOADER
from core.errors import RuleViolation
from exchanges.demo.shapes import demo_uuid
from exchanges.services import demo
from partnerships.models import Paper, Partnership, Unit
from tests.factories import CountryFactory, PartnershipFactory, UnitFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]
VIETNAM = {"code": "VN", "name": "Việt Nam", "paper_language": "vi"}


def test_places_of_a_list_loaded_before_are_taken_as_they_are():
    vietnam = CountryFactory(**VIETNAM)
    province = UnitFactory(word="tỉnh", name="Thanh Hóa", level="province", country=vietnam)
    province.code = "38"
    province.save()
    commune = UnitFactory(
        word="xã",
        name="Na Mèo",
        level="commune",
        country=vietnam,
        code="15013",
        valid_from=date(2025, 7, 1),
    )

    demo.load(with_accounts=False)

    assert not Unit.objects.filter(uuid=demo_uuid("unit:thanh-hoa")).exists()
    assert not Unit.objects.filter(uuid=demo_uuid("unit:na-meo")).exists()
    assert Unit.objects.filter(word="tỉnh", name="Thanh Hóa").get().names.get().language == "lo"
    village = Unit.objects.get(uuid=demo_uuid("unit:ban-na-meo"))
    assert village.parent == commune
    assert Unit.objects.get(uuid=demo_uuid("unit:quan-son")).parent == province
    tie = Partnership.objects.get(code="THO-HPH")
    assert tie.parties.get(side="home").unit == province


def test_accounts_may_follow_and_one_of_the_same_name_stays_as_it_is():
    demo.load(with_accounts=False)
    assert list(User.objects.values_list("username", flat=True)) == [LOADER]
    assert Partnership.objects.count() == 22

    own = UserFactory(username="quantri", role=Role.READER)
    own.set_password("chosen by its owner")
    own.save()

    assert demo.load() == 9
    account = User.objects.get(username="quantri")
    assert account.check_password("chosen by its owner")
    assert (account.role, account.office) == (Role.READER, None)


def test_a_load_that_cannot_be_finished_leaves_nothing():
    PartnershipFactory(code="QSN-VXA")
    with pytest.raises(RuleViolation, match="QSN-VXA"):
        demo.load()
    assert not Paper.objects.exists()
    assert not User.objects.filter(username=LOADER).exists()
