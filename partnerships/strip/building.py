"""From rows to a strip: every thing gets its stretch, or a line in the list of what has none."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from core.fields import Amount
from partnerships.choices import HOME_COUNTRY, Level, NameKind, Side
from partnerships.models import Unit, UnitName
from partnerships.strip import order
from partnerships.strip.ancestry import Ancestry
from partnerships.strip.lines import CROSSING, Line
from partnerships.strip.parts import Area, Mark, Point, Strip, Tie
from partnerships.strip.rows import MOST_TIES, Found, Rows

BELOW = (Level.DISTRICT, Level.COMMUNE, Level.CLUSTER, Level.VILLAGE)


def built(line: Line, user, on: date, *, by: str = "", found: Iterable[Found] = ()) -> Strip:
    """The strip of a line as this user may see it, as of a day.

    `by` is what our side is cut into, "district" or "commune"; unsaid it is districts, those of
    the day or the last there were, and communes where no district is known. A whole border is cut
    into provinces. `found` is what an app above adds: incidents.
    """
    return Building(Rows(line, user, on, list(found)), by).strip


class Building:
    def __init__(self, rows: Rows, by: str):
        self.rows, self.line = rows, rows.line
        self.marker_of = {marker.pk: marker for marker in rows.markers}
        self.tree = Ancestry(self._every_unit(), rows.on)
        self.strip = Strip(self.line, rows.on, by=self._cut(by))
        self.strip.cut_off = len(rows.ties) > MOST_TIES
        self.strip.stretches = self._areas(self._ours(), self.strip.by, home=True)
        self.homes = {area.key: area for area in self.strip.stretches}
        level = Level.PROVINCE if self.line.is_whole else Level.DISTRICT
        self.strip.boxes = self._areas(self._theirs(), level, home=False)
        self.away = {area.key: area for area in self.strip.boxes}
        self._stand_markers()
        code = self.line.border.code
        self.strip.stretches = order.ordered(code, self.strip.stretches)
        self.strip.boxes = order.ordered(code, self.strip.boxes)
        self.strip.length = self._length()
        said = [order.in_words(code, row) for row in (self.strip.stretches, self.strip.boxes)]
        self.strip.order, self.strip.order_away = said
        self._put_ties()
        self._put_marks()
        self.strip.communes = self._communes()

    # Which places

    def _every_unit(self) -> set[int | None]:
        rows = self.rows
        found = {party.unit_id for tie in rows.ties for party in tie.parties.all()}
        found |= {self._seat(p) for tie in rows.ties for p in tie.parties.all()}
        found |= {key for one in (*rows.gates, *rows.markers) for key in sides(one)}
        found |= {one.seat_id for one in rows.stations} | {one.unit for one in rows.found}
        for profile in rows.profiles:
            found |= {profile.unit_id}
            found |= {u.pk for u in (*profile.border_districts.all(), *profile.faces.all())}
        return found

    @staticmethod
    def _seat(party) -> int | None:
        return party.organisation.seat_id if party.organisation else None

    def _ours(self) -> list[int]:
        """Places of our side that something puts on the border, the surest first."""
        rows = self.rows
        named = [u.pk for p in rows.profiles for u in p.border_districts.all()]
        named += [p.unit_id for p in rows.profiles if p.unit and p.unit.level in BELOW]
        named += [one.unit_id for one in (*rows.gates, *rows.markers)]
        named += self._of_ties(Side.HOME)
        named += [one.seat_id for one in rows.stations]
        if self.line.is_whole:
            named += [p.unit_id for p in rows.profiles]
        return self._on(named, home=True)

    def _theirs(self) -> list[int]:
        """What our side faces; where nobody says that, the places of the ties."""
        rows = self.rows
        named = [u.pk for p in rows.profiles for u in p.faces.all()]
        named += [one.counterpart_id for one in (*rows.gates, *rows.markers)]
        return self._on(named, home=False) or self._on(self._of_ties(Side.COUNTERPART), home=False)

    def _of_ties(self, side: str) -> list[int]:
        ties = [tie for tie in self.rows.ties if tie.level in CROSSING]
        return [p.unit_id for tie in ties for p in tie.parties.all() if p.side == side]

    def _on(self, keys: Iterable[int | None], *, home: bool) -> list[int]:
        """Those on this side of the range, each once."""
        wanted = self.line.home if home else self.line.other
        country = HOME_COUNTRY if home else self.line.border.neighbour_id
        found = []
        for key in dict.fromkeys(keys):
            unit = self.tree.units.get(key)
            if unit is None or unit.country_id != country:
                continue
            if self.line.is_whole or self.tree.at_level(key, Level.PROVINCE) == wanted:
                found.append(key)
        return found

    def _cut(self, by: str) -> str:
        if self.line.is_whole:
            return Level.PROVINCE
        if by in (Level.DISTRICT, Level.COMMUNE):
            return by
        some = any(self.tree.at_level(key, Level.DISTRICT) for key in self._ours())
        return Level.DISTRICT if some else Level.COMMUNE

    def _areas(self, keys: list[int], level: str, *, home: bool) -> list[Area]:
        """The places of that level that these lie in; one that lies in none stands for itself if
        it is a commune.
        """
        units = {}
        for key in keys:
            unit = self.tree.at_level(key, level)
            if unit is None and level == Level.DISTRICT:
                unit = self.tree.at_level(key, Level.COMMUNE)
            if unit is not None:
                units[unit.pk] = unit
        own = {} if home else own_names(units)
        areas = [Area(unit, own.get(key) or "") for key, unit in units.items()]
        for area in areas if home else ():
            said = [p for p in self.rows.profiles if p.unit_id == area.key]
            area.length = next((p.length for p in said if p.length.number is not None), area.length)
        return areas

    def _length(self) -> Amount:
        of = self.line.home.pk if self.line.home else None
        own = [p for p in self.rows.profiles if p.unit_id == of]
        self.strip.profile = next(iter(own), None)
        said = [p.length for p in own]
        return next((length for length in said if length.number is not None), Amount())

    def _communes(self) -> int:
        """Communes on our side in which the ties of the range have a place."""
        units = {point.unit.pk for tie in self.strip.ties for point in tie.homes}
        found = (self.tree.at_level(key, Level.COMMUNE) for key in units)
        return len({unit.pk for unit in found if unit})

    # Where everything stands

    def _stand_markers(self) -> None:
        """Markers of the range: those at its places, and those between them in the order."""
        here = {m.pk: self.tree.nearest(m.unit_id, self.homes) for m in self.rows.markers}
        known = [m.place for m in self.rows.markers if here[m.pk]]
        reach = range(known[0], known[-1] + 1) if known else range(0)
        area = None
        for marker in self.rows.markers:
            area = here[marker.pk] or area
            between = marker.unit_id is None and marker.place in reach
            if not (here[marker.pk] or between):
                continue
            at = here[marker.pk] or area
            first = self.homes[at].first_marker
            self.homes[at].first_marker = marker.place if first is None else first
            self.strip.marks.append(
                Mark("marker", str(marker), marker.get_absolute_url(), at, marker.place)
            )
            box = self.tree.nearest(marker.counterpart_id, self.away)
            if box and self.away[box].first_marker is None:
                self.away[box].first_marker = marker.place
        self.strip.markers = len(self.strip.marks)
        self.standing = {mark.at: mark.area for mark in self.strip.marks}

    def _put_ties(self) -> None:
        for row in self.rows.ties[:MOST_TIES]:
            tie = Tie(str(row.uuid), row.title, row.get_absolute_url(), row.level, row.status)
            standing = [p for p in row.parties.all() if self._stands(p)]
            for side, points, areas in (
                (Side.HOME, tie.homes, self.homes),
                (Side.COUNTERPART, tie.others, self.away),
            ):
                parties = [p for p in row.parties.all() if p.side == side]
                there = [p for p in parties if p in standing]
                tie.vacant += "" if there else f"{side} "
                points += filter(None, (self._point(p, areas) for p in there or parties))
            if row.level not in CROSSING:
                self.strip.whole.append(tie)
            else:
                self.strip.ties.append(tie)
                if not tie.home:
                    self._lost(tie.title, tie.url, self._why(tie))

    def _stands(self, party) -> bool:
        who, on = party.unit or party.organisation, self.rows.on
        until = who.valid_to if party.unit else who.until
        begun = party.since is None or party.since <= on
        return begun and all(end is None or end > on for end in (party.until, until))

    def _point(self, party, areas: dict[int, Area]) -> Point | None:
        unit = party.unit or party.organisation.seat
        return Point(unit, self.tree.nearest(unit.pk, areas)) if unit else None

    def _why(self, tie: Tie) -> str:
        if not tie.homes:
            return _("no place on our side is named")
        heirs = self.tree.heirs(tie.homes[0].unit.pk)
        above = self.tree.chain(tie.homes[0].unit.pk)[1:2]
        divided = len(heirs) > 1 or (above and len(self.tree.heirs(above[0].pk)) > 1)
        if divided:
            return _("its place was divided, and nobody has placed it yet")
        return _("its place lies in no stretch of this strip")

    def _put_marks(self) -> None:
        for gate in self.rows.gates:
            url, more = gate.get_absolute_url(), gate.get_kind_display()
            words = f"{gate.get_kind_display()} {gate.name}"
            if gate.name.lower().startswith(("cửa khẩu", "lối")):
                words = gate.name
            self._put(Found("gate", words, url, gate.unit_id, gate.marker_id, more=more))
        for station in self.rows.stations:
            away = station.country_id != HOME_COUNTRY
            middle = self._middle(station.sections)
            found = Found("station", str(station), station.get_absolute_url(), station.seat_id)
            self._put(found, at=middle, away=away)
        for found in self.rows.found:
            self._put(found, away=found.away)

    def _middle(self, sections) -> int | None:
        """The middle marker of the section a station has charge of."""
        for charge in sections:
            span = range(charge.from_marker.place, charge.to_marker.place + 1)
            inside = [mark.at for mark in self.strip.of("marker") if mark.at in span]
            if inside:
                return inside[len(inside) // 2]
        return None

    def _put(self, found: Found, *, at: int | None = None, away: bool = False) -> None:
        marker = self.marker_of.get(found.marker)
        at = marker.place if marker and marker.place in self.standing else at
        areas = self.away if away else self.homes
        area = self.standing[at] if at else self.tree.nearest(found.unit, areas)
        area = area or self._of_its_tie(found)
        if area is None:
            self._lost(found.words, found.url, _("its place lies in no stretch of this strip"))
            return
        away = away and not at
        self.strip.marks.append(
            Mark(found.kind, found.words, found.url, area, at, away, found.more)
        )

    def _of_its_tie(self, found: Found) -> int | None:
        numbers = {row.pk: str(row.uuid) for row in self.rows.ties} if found.tie else {}
        for tie in self.strip.ties if found.tie in numbers else ():
            if tie.uuid == numbers[found.tie] and tie.home:
                return tie.home.area
        return None

    def _lost(self, words: str, url: str, why: str) -> None:
        self.strip.astray.append((words, url, why))


def sides(record) -> tuple[int | None, int | None]:
    return record.unit_id, record.counterpart_id


def own_names(units: dict[int, Unit]) -> dict[int, str | None]:
    names = UnitName.objects.filter(
        unit=OuterRef("pk"),
        kind=NameKind.OFFICIAL,
        language=OuterRef("country__paper_language"),
    ).exclude(language="vi")
    rows = Unit.objects.filter(pk__in=units)
    return dict(rows.annotate(own=Subquery(names.values("text")[:1])).values_list("pk", "own"))
