"""Offices and users to look around with: one for each role and, for officers, each province.

They are the only thing in the demonstration register that is not a fact of the articles.
"""

from accounts.choices import Role
from exchanges.demo.shapes import entry, unit

DEMO_PASSWORD = "Demo-KetNghia-2026"
THANH_HOA = "Sở Ngoại vụ tỉnh Thanh Hóa"
LAO_CAI = "Sở Ngoại vụ tỉnh Lào Cai"
LANG_SON = "Sở Ngoại vụ tỉnh Lạng Sơn"
SON_LA = "Sở Ngoại vụ tỉnh Sơn La"
MINISTRY = "Bộ Ngoại giao"

OFFICES = [  # name, superior authority, code in document numbers, place in the date line
    (THANH_HOA, "Ủy ban nhân dân tỉnh Thanh Hóa", "SNgV", "Thanh Hóa"),
    (LAO_CAI, "Ủy ban nhân dân tỉnh Lào Cai", "SNgV", "Lào Cai"),
    (LANG_SON, "Ủy ban nhân dân tỉnh Lạng Sơn", "SNgV", "Lạng Sơn"),
    (SON_LA, "Ủy ban nhân dân tỉnh Sơn La", "SNgV", "Sơn La"),
    (MINISTRY, "", "BNG", "Hà Nội"),
]


def user(username, role, name, office, *places, sees_all=False):
    """The name says what the account is for; no person is meant."""
    return entry(
        f"user:{username}",
        username=username,
        role=role,
        first_name=name,
        office=office,
        units=[unit(place) for place in places],
        sees_all=sees_all,
    )


USERS = [
    user("canbo.thanhhoa", Role.OFFICER, "Chuyên viên Thanh Hóa", THANH_HOA, "thanh-hoa"),
    user("lanhdao.thanhhoa", Role.HEAD, "Lãnh đạo Thanh Hóa", THANH_HOA, "thanh-hoa"),
    user("canbo.laocai", Role.OFFICER, "Chuyên viên Lào Cai", LAO_CAI, "lao-cai"),
    user("canbo.langson", Role.OFFICER, "Chuyên viên Lạng Sơn", LANG_SON, "lang-son"),
    user("canbo.sonla", Role.OFFICER, "Chuyên viên Sơn La", SON_LA, "son-la"),
    user("lienlac.songma", Role.LIAISON, "Liên lạc Sông Mã", SON_LA, "song-ma"),
    user("doctin", Role.READER, "Người đọc Thanh Hóa", THANH_HOA, "thanh-hoa"),
    user("bo.ngoaigiao", Role.READER, "Người đọc toàn quốc", MINISTRY, sees_all=True),
    user("quantri", Role.ADMINISTRATOR, "Quản trị", THANH_HOA),
]
