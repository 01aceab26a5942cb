"""A small country after its reform, and the whole of what a taking back must restore."""

from datetime import date

from django.db import connection

from partnerships.choices import Level, PartnershipKind, SuccessionKind
from tests.factories import (
    MemorandumFactory,
    PartnershipFactory,
    UnitFactory,
    UnitSuccessionFactory,
)

REFORM = date(2025, 7, 1)
DAYS = [date(2024, 12, 31), date(2025, 6, 30), REFORM, date(2025, 12, 31), date(2026, 11, 21)]
DUMPED = {
    "partnershipparty": "*",
    "partnershipevent": "*",
    "unitparent": "*",
    "unit": "id, parent_id, valid_from, valid_to",
    "partnership": "id, title, kind, parties_key",
    "unitreach": "ancestor_id, unit_id",
    "tiereach": "tie_id, unit_id",
}


def settle():
    """What waits for the commit is checked, and derived columns are written."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def dump() -> dict[str, set[str]]:
    """Every row of what a decision may touch, as it stands at the commit."""
    settle()
    found = {}
    with connection.cursor() as cursor:
        for table, columns in DUMPED.items():
            cursor.execute(
                f"SELECT row({columns if columns != '*' else 'rows.*'})::text"
                f" FROM partnerships_{table} rows"
            )
            found[table] = {row for (row,) in cursor.fetchall()}
    return found


def province(name="Thanh Hóa", **more):
    return UnitFactory(word="tỉnh", name=name, level=Level.PROVINCE, **more)


def district(above, name="Quan Sơn"):
    """Abolished by the reform, as all were."""
    unit = UnitFactory(word="huyện", name=name, level=Level.DISTRICT, valid_to=REFORM, parent=above)
    UnitSuccessionFactory(predecessor=unit, successor=None, kind=SuccessionKind.ABOLISHED)
    return unit


def old_commune(above, name="Na Mèo"):
    return UnitFactory(word="xã", name=name, level=Level.COMMUNE, valid_to=REFORM, parent=above)


def new_commune(above, name, *predecessors, kind=SuccessionKind.MERGED):
    unit = UnitFactory(word="xã", name=name, level=Level.COMMUNE, valid_from=REFORM, parent=above)
    for old in predecessors:
        UnitSuccessionFactory(predecessor=old, successor=unit, kind=kind)
    return unit


def foreign(name="Viêng Xay", **more):
    said = {"word": "huyện", "level": Level.DISTRICT, "country__code": "LA"}
    return UnitFactory(name=name, **said | more)


def tie(home, away, *, kind=PartnershipKind.FRIENDSHIP, level=Level.DISTRICT, **more):
    found = PartnershipFactory(
        title=f"{home} – {away}",
        kind=kind,
        level=level,
        home__unit=home,
        counterpart__unit=away,
        **more,
    )
    settle()
    return found


def text_of(*ties, **more):
    return MemorandumFactory(partnerships=ties, **more)
