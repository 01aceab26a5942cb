"""Days of Decree 177/2025/NĐ-CP of 30 June 2025, on agreements signed before the reform."""

from datetime import date

# Article 10.1: in force on the day on which the districts ended.
IN_FORCE = date(2025, 7, 1)
# Articles 5.4 and 10.2: until this day, this day included, an agreement may be amended in the names
# of its parties only, without asking anybody for an opinion. After it the ordinary procedure holds.
LAST_DAY_OF_NAME_AMENDMENTS = date(2027, 2, 28)


def days_left(on: date) -> int:
    """Days until the last one; none after it."""
    return max((LAST_DAY_OF_NAME_AMENDMENTS - on).days, 0)


def allows_names_only(on: date) -> bool:
    return IN_FORCE <= on <= LAST_DAY_OF_NAME_AMENDMENTS
