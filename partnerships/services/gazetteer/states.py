"""Vietnam and its neighbours, as reference data: their countries and their borders."""

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from partnerships.models import Border, Country

COUNTRIES = (  # code, name, language of papers, clock
    ("VN", "Việt Nam", "vi", "Asia/Ho_Chi_Minh"),
    ("LA", "Lào", "lo", "Asia/Vientiane"),
    ("CN", "Trung Quốc", "zh", "Asia/Shanghai"),
    ("KH", "Campuchia", "km", "Asia/Phnom_Penh"),
)
BORDERS = (  # code, name, neighbour
    ("VN-LA", "Biên giới Việt Nam – Lào", "LA"),
    ("VN-CN", "Biên giới Việt Nam – Trung Quốc", "CN"),
    ("VN-KH", "Biên giới Việt Nam – Campuchia", "KH"),
)


@transaction.atomic
def ensure(*, by: User) -> None:
    """Write down the countries and borders that are not in the register yet."""
    for code, name, language, clock in COUNTRIES:
        facts = {"name": name, "paper_language": language, "time_zone": clock}
        country, new = Country.objects.get_or_create(code=code, defaults=facts)
        if new:
            audit.record(action="country.recorded", target=country, by=by)
    for code, name, neighbour in BORDERS:
        facts = {"code": code, "name": name}
        border, new = Border.objects.get_or_create(neighbour_id=neighbour, defaults=facts)
        if new:
            audit.record(action="border.recorded", target=border, by=by)
