"""This period beside the one before, which is as long: both counted by the same code."""

from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import Amount
from exchanges.choices import AidDirection
from reports.figures.activities import Activities
from reports.figures.agreed import Agreed
from reports.figures.aid import Gifts
from reports.figures.incidents import Incidents
from reports.figures.meetings import Held
from reports.figures.patrols import Patrols
from reports.figures.shapes import amount, count, days_of
from reports.figures.subject import Subject
from reports.papers.totals import BOUNDS

UNITS = {
    "meetings_held": "cuộc",
    "items_agreed": "việc",
    "items_done": "việc",
    "aid_projects": "lần",
    "patrols": "lần",
    "patrol_people": "lượt người",
    "incidents": "vụ",
    "incidents_settled": "vụ",
}
OF_ACTIVITIES = "hoạt động"
Key = tuple[str, str, str | None]  # measure, unit, bound


class Counted:
    """What was counted of one period, of the same ties and places."""

    def __init__(
        self,
        subject: Subject,
        *,
        held: Held,
        agreed: Agreed,
        gifts: Gifts,
        patrols: Patrols,
        activities: Activities,
        incidents: Incidents,
    ):
        self.period: DateRange = subject.period
        self.numbers = {
            "meetings_held": len(held.held_in(subject)),
            **agreed.measured(subject),
            "aid_projects": len(gifts.dated),
            **activities.measured(),
            **patrols.measured(),
            **incidents.measured(),
        }
        self.aid = gifts.by_direction()

    @classmethod
    def before(cls, subject: Subject, wide: Subject, held: Held, agreed: Agreed) -> "Counted":
        """The period before, with the sides and ties of this one."""
        earlier = subject.in_period(subject.period_before)
        return cls(
            earlier,
            held=held,
            agreed=agreed,
            gifts=Gifts(earlier),
            patrols=Patrols(earlier),
            activities=Activities(wide.in_period(subject.period_before)),
            incidents=Incidents(earlier),
        )

    def anything(self) -> bool:
        return any(self.numbers.values()) or bool(self.aid)

    def values(self) -> dict[Key, dict]:
        found: dict[Key, dict] = {
            (name, UNITS.get(name, OF_ACTIVITIES), None): count(
                many, UNITS.get(name, OF_ACTIVITIES)
            )
            for name, many in self.numbers.items()
        }
        for total in self.aid:
            for bound in (*BOUNDS, "sum"):
                if total[bound] is not None:
                    key = (f"aid_{total['direction']}", total["unit"], bound)
                    said = Amount(total[bound], total["unit"])
                    found[key] = amount(said) | {"bound": bound if bound in BOUNDS else "exact"}
        return found


def compared(before: Counted, now: Counted) -> dict | None:
    """None where nothing at all was recorded of the period before."""
    if not before.anything():
        return None
    then, here = before.values(), now.values()
    keys = sorted({*then, *here}, key=_place)
    rows = [
        {
            "measure": measure,
            "unit": unit,
            "bound": bound,
            "before": then.get((measure, unit, bound)) or _nothing(unit, bound),
            "now": here.get((measure, unit, bound)) or _nothing(unit, bound),
        }
        for measure, unit, bound in keys
    ]
    return {"period": days_of(before.period), "rows": [row for row in rows if _says(row)]}


def _nothing(unit: str, bound: str | None) -> dict | None:
    """None of something is 0; what nobody stated or counted is nothing."""
    return None if bound in BOUNDS or unit == UNITS["patrol_people"] else count(0, unit)


def _says(row: dict) -> bool:
    """What is 0 in both periods is not compared, but meetings always are."""
    numbers = [said["number"] for said in (row["before"], row["now"]) if said]
    return row["measure"] == "meetings_held" or any(one != "0" for one in numbers)


def _place(key: Key) -> tuple:
    measure, unit, bound = key
    order = [*UNITS, *(f"aid_{one.value}" for one in AidDirection)]
    bounds = [None, *BOUNDS, "sum"]
    place = order.index(measure) if measure in order else len(order)
    return place, measure, unit, bounds.index(bound)
