from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from core.badges import Badge, Words


def shown(source, **values):
    return Template("{% load kn %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "day 05 month 02 year 2026"),
        (date(2026, 11, 21), "day 21 month 11 year 2026"),
        (date(2026, 3, 9), "day 09 month 3 year 2026"),
    ],
)
def test_long_dates_have_a_zero_where_the_decree_wants_it(day, words):
    assert shown("{{ d|long_date }}", d=day) == words


def test_dates_and_moments_are_short_in_local_time():
    assert shown("{{ d|short_date }}", d=date(2026, 3, 9)) == "09/03/2026"
    late = datetime(2026, 3, 8, 20, 30, tzinfo=UTC)
    assert shown("{{ d|short_date }} {{ d|clock }}", d=late) == "09/03/2026 03:30 03:30"


def test_numbers_have_dots_and_decimals_only_where_there_are_some():
    with translation.override("vi"):
        assert shown("{{ n|dots }}", n=1_300_000_000) == "1.300.000.000"
        assert shown("{{ n|dots }}", n=Decimal("12.50")) == "12,50"
        assert shown("{{ n }}", n=2024) == "2024"


def test_what_is_missing_is_said_in_words():
    assert "not known" in shown("{{ x|or_unknown }}", x=None)
    assert "none recorded" in shown("{{ x|or_none }}", x=[])
    assert "not stated" in shown("{{ x|or_not_stated }}", x=" ")
    assert shown("{{ x|or_unknown }}", x=0) == "0"


def test_a_badge_has_a_shape_and_words_and_nothing_is_taken_for_html():
    html = shown(
        "{% badge b %}{{ w|shown }}", b=Badge("<b>", "clock", "warn"), w=("<i>", Words("ກ", "lo"))
    )

    assert "i-clock" in html
    assert "&lt;b&gt;" in html
    assert '&lt;i&gt; <span lang="lo" class="nt">ກ</span>' in html
