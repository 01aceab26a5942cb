"""Parent frames as a tree, and the list of ties under a frame and as of a day."""

from datetime import date

import pytest
from django.urls import reverse

from partnerships.choices import Level
from partnerships.models import Partnership
from tests.factories import (
    MemorandumFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

TREE, LIST = reverse("partnerships:frame-tree"), reverse("partnerships:partnership-list")
REFORM = date(2025, 7, 1)


@pytest.fixture
def provinces(reader, unit):
    """A province tie, below it a district tie with two village ties; and one that stands alone."""

    def tie(title, level, frame=None, **more):
        return PartnershipFactory(title=title, level=level, frame=frame, **more)

    own = {"home__unit": unit}
    top = tie("Thanh Hóa – Hủa Phăn", Level.PROVINCE, **own)
    district = tie("Quan Sơn – Viêng Xay", Level.DISTRICT, top, **own)
    tie("bản A – bản B", Level.VILLAGE, district, **own)
    tie("bản C – bản D", Level.VILLAGE, district, home__unit=UnitFactory(parent=unit))
    tie("đứng riêng", Level.VILLAGE, **own)
    return top


def shown(page):
    assert page.status_code == 200
    nodes = page.context["rows"]
    return [(node.depth, node.tie["title"], str(node.badge), node.below) for node in nodes]


def test_the_tree_shows_every_tie_below_its_frame(client, provinces):
    assert shown(client.get(TREE)) == [
        (0, "Thanh Hóa – Hủa Phăn", "Active", 3),
        (1, "Quan Sơn – Viêng Xay", "Active", 2),
        (2, "bản A – bản B", "Active", 0),
        (2, "bản C – bản D", "Active", 0),
    ]
    page = client.get(TREE).text
    tree = page[page.index('<ul class="frames"') : page.index("</main>")]
    assert tree.count("<ul") == tree.count("</ul>") == 3
    assert tree.count("<li>") == tree.count("</li>") == 4


def test_the_tree_is_as_of_a_day(client, provinces, unit):
    unit.valid_to = REFORM
    unit.save()
    before, after = (shown(client.get(TREE, {"on": day})) for day in ("30/06/2025", "01/07/2025"))
    assert {badge for *_node, badge, _below in before} == {"Active"}
    assert {title for _d, title, badge, _b in after if badge == "Home side vacant"} == {
        "Thanh Hóa – Hủa Phăn",
        "Quan Sơn – Viêng Xay",
        "bản A – bản B",
    }


def test_a_tie_whose_frame_is_out_of_sight_stands_on_top(client, provinces):
    provinces.parties.all().delete()
    first, *_others = shown(client.get(TREE))
    assert first[:2] == (0, "Quan Sơn – Viêng Xay")


def test_the_page_of_a_tie_shows_what_is_below_it(client, provinces):
    district = Partnership.objects.get(level=Level.DISTRICT)
    url = reverse("partnerships:partnership-tree", args=[district.uuid])
    assert [node[:2] for node in shown(client.get(url))] == [
        (0, "Quan Sơn – Viêng Xay"),
        (1, "bản A – bản B"),
        (1, "bản C – bản D"),
    ]
    assert 'aria-current="page">Quan Sơn' in client.get(url).text


def test_an_empty_register_has_an_empty_tree(client, reader):
    assert "No tie stands under another." in client.get(TREE).text


def test_the_tree_costs_the_same_however_large(client, provinces, unit, django_assert_num_queries):
    """Who is signed in (2), reach, ties."""
    for _more in range(2):
        with django_assert_num_queries(4):
            client.get(TREE)
        PartnershipFactory.create_batch(9, frame=provinces, home__unit=unit)
    with django_assert_num_queries(5):  # and the tie itself
        client.get(reverse("partnerships:partnership-tree", args=[provinces.uuid]))


def titles(client, **asked):
    page = client.get(LIST, asked | {"columns": ["tie"]})
    assert page.status_code == 200
    return {row["cells"][0].text for row in page.context["table"].rows}


def test_the_list_is_filtered_by_a_frame_with_all_below_it(client, provinces):
    for frame in (provinces.code, "hua phan"):
        assert len(titles(client, frame=frame)) == 4
        assert titles(client, frame=frame, level="village") == {"bản A – bản B", "bản C – bản D"}
    assert "đứng riêng" in titles(client)
    assert titles(client, frame="dung rieng") == set()  # nothing is below it
    assert f"Under the frame: {provinces.code}" in client.get(LIST, {"frame": provinces.code}).text


def test_a_frame_out_of_sight_names_nothing(client, provinces):
    provinces.parties.all().delete()
    assert titles(client, frame=provinces.code) == set()
    client.force_login(UserFactory(units=[]))
    assert titles(client, frame="quan son") == set()


def test_the_list_is_as_of_a_day(client, reader, partnership, unit):
    unit.valid_to = REFORM
    unit.save()
    MemorandumFactory(partnerships=[partnership], term=(date(2022, 1, 1), date(2026, 1, 1)))
    before = client.get(LIST, {"on": "30/06/2025"}).text
    assert "Home side vacant" not in before
    assert "expired" not in before
    after = client.get(LIST, {"on": "01/01/2026"}).text
    assert "Home side vacant" in after
    assert "expired" in after
    vacant = {"status": "vacant", "columns": ["tie"]}
    assert titles(client, on="30/06/2025", **vacant) == set()
    assert titles(client, on="01/07/2025", **vacant) == {partnership.title}
    assert "As of: 01/07/2025" in client.get(LIST, {"on": "01/07/2025"}).text
    assert "Enter the full day" in client.get(LIST, {"on": "2025"}).text
