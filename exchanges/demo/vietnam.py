"""Places of the articles in Vietnam, before and since the reform of 1 July 2025.

Codes and positions come from the official lists; which commune became which was taken from a
published conversion table, and is to be checked against the deciding resolutions.
"""

from exchanges.demo.shapes import REFORM, Place, entry, unit
from partnerships.choices import Level, NameKind, SuccessionKind

ENDS = {"valid_to": REFORM}
BEGINS = {"valid_from": REFORM}


def district(key, facts, name, province, code, at, *, word="huyện", names=()):
    above = ((province, None, REFORM),)
    facts = tuple(facts.split())
    return Place(
        key, facts, word, name, Level.DISTRICT, code=code, above=above, at=at, names=names, **ENDS
    )


def old_commune(key, facts, name, above, code, at, *names):
    above = ((above, None, REFORM),)
    facts = tuple(facts.split())
    return Place(
        key, facts, "xã", name, Level.COMMUNE, code=code, above=above, at=at, names=names, **ENDS
    )


def new_commune(key, name, province, code):
    return Place(
        key, (), "xã", name, Level.COMMUNE, code=code, above=((province, REFORM, None),), **BEGINS
    )


def village(key, facts, word, name, commune, now=None, *names):
    """Where the commune was divided the village stays with it, until somebody places it."""
    above = ((commune, None, REFORM), (now, REFORM, None)) if now else ((commune, None, None),)
    return Place(key, tuple(facts.split()), word, name, Level.VILLAGE, above=above, names=names)


PROVINCES = [
    Place(
        "thanh-hoa",
        ("S0-02", "S1-02"),
        "tỉnh",
        "Thanh Hóa",
        Level.PROVINCE,
        code="38",
        names=(("lo", "ແຂວງແທງຮວາ"),),
    ),
    Place(
        "son-la",
        ("S4-02",),
        "tỉnh",
        "Sơn La",
        Level.PROVINCE,
        code="14",
        names=(("lo", "ແຂວງເຊີນລາ"),),
    ),
    Place("lao-cai-cu", ("S2-01",), "tỉnh", "Lào Cai", Level.PROVINCE, code="10", **ENDS),
    Place("lao-cai", (), "tỉnh", "Lào Cai", Level.PROVINCE, code="15", **BEGINS),
    Place(
        "lang-son",
        ("S3-01",),
        "tỉnh",
        "Lạng Sơn",
        Level.PROVINCE,
        code="20",
        names=(("zh", "谅山省"),),
    ),
]
TH, LS = "thanh-hoa", "lang-son"
DISTRICTS = [
    district(
        "quan-son",
        "S0-01 S1-02",
        "Quan Sơn",
        TH,
        "387",
        ("20.21233", "104.89217"),
        names=(("lo", "ເມືອງກວານເຊີນ"),),
    ),
    district("muong-lat", "S1-02 S1-14", "Mường Lát", TH, "384", ("20.49413", "104.58884")),
    district("quan-hoa", "S1-02 S1-12", "Quan Hóa", TH, "385", ("20.48304", "104.98562")),
    district("lang-chanh", "S1-02 S1-12", "Lang Chánh", TH, "388", ("20.16676", "105.14929")),
    district("thuong-xuan", "S1-02 S1-12", "Thường Xuân", TH, "396", ("19.90128", "105.26629")),
    district("tho-xuan", "S1-03", "Thọ Xuân", TH, "395", ("19.90591", "105.47711")),
    district(
        "muong-khuong", "S2-01", "Mường Khương", "lao-cai-cu", "083", ("22.67853", "104.12337")
    ),
    district(
        "song-ma",
        "S4-01 S4-02",
        "Sông Mã",
        "son-la",
        "126",
        ("21.05933", "103.68259"),
        names=(("lo", "ເມືອງຊົງມາ"),),
    ),
    district(
        "loc-binh",
        "S3-02 S3-17",
        "Lộc Bình",
        LS,
        "188",
        ("21.77576", "106.95947"),
        names=(("zh", "禄平县"),),
    ),
    district("dinh-lap", "S3-09", "Đình Lập", LS, "189", ("21.57120", "107.14845")),
    district("cao-loc", "S3-10 S3-11", "Cao Lộc", LS, "183", ("21.90363", "106.84144")),
    district(
        "thanh-pho-lang-son", "S3-07", "Lạng Sơn", LS, "178", ("21.85371", "106.76152"),
        word="thành phố",
    ),
]  # fmt: skip
OLD_COMMUNES = [
    old_commune(
        "na-meo-cu", "S0-03 S1-14", "Na Mèo", "quan-son", "15013", ("20.29143", "104.64712")
    ),
    old_commune(
        "muong-chanh-cu",
        "S1-14",
        "Mường Chanh",
        "muong-lat",
        "14866",
        ("20.40028", "104.46069"),
        ("vi", "Mừng Chanh", NameKind.ALIAS),
    ),
    old_commune("nhi-son-cu", "S1-14", "Nhi Sơn", "muong-lat", "14864", ("20.47951", "104.62381")),
    old_commune(
        "ban-lau-cu", "S2-06", "Bản Lầu", "muong-khuong", "02788", ("22.58084", "104.04206")
    ),
    old_commune("nam-chay", "", "Nậm Chảy", "muong-khuong", "02770", ("22.70173", "104.05948")),
    old_commune(
        "yen-khoai",
        "S3-02",
        "Yên Khoái",
        "loc-binh",
        "06541",
        ("21.79903", "107.01261"),
        ("zh", "安快社"),
    ),
    old_commune("tam-gia", "S3-17", "Tam Gia", "loc-binh", "06559", ("21.74551", "107.13664")),
    old_commune("binh-xa", "S3-09", "Bính Xá", "dinh-lap", "06622", ("21.64292", "107.12482")),
    old_commune(
        "chieng-khuong-cu", "S4-05", "Chiềng Khương", "song-ma", "04222", ("20.93045", "103.97241")
    ),
    old_commune(
        "muong-hung-cu", "S4-05", "Mường Hung", "song-ma", "04219", ("20.91861", "103.83322")
    ),
]
NEW_COMMUNES = [
    new_commune("na-meo", "Na Mèo", TH, "15013"),
    new_commune("muong-chanh", "Mường Chanh", TH, "14866"),
    new_commune("nhi-son", "Nhi Sơn", TH, "14864"),
    new_commune("ban-lau", "Bản Lầu", "lao-cai", "02788"),
    new_commune("xa-muong-khuong", "Mường Khương", "lao-cai", "02761"),
    new_commune("mau-son", "Mẫu Sơn", LS, "06541"),
    new_commune("khuat-xa", "Khuất Xá", LS, "06565"),
    new_commune("xa-dinh-lap", "Đình Lập", LS, "06613"),
    new_commune("kien-moc", "Kiên Mộc", LS, "06625"),
    new_commune("chieng-khuong", "Chiềng Khương", "son-la", "04222"),
    new_commune("muong-hung", "Mường Hung", "son-la", "04219"),
]
VILLAGES = [
    village(
        "ban-na-meo",
        "S0-03 S1-14",
        "bản",
        "Na Mèo",
        "na-meo-cu",
        "na-meo",
        ("lo", "ບ້ານນາແມວ"),
    ),
    village("ban-hin", "S1-14", "bản", "Hin", "muong-chanh-cu", "muong-chanh"),
    village("ban-keo-huon", "S1-14", "bản", "Kéo Hượn", "nhi-son-cu", "nhi-son"),
    village("chi-ma", "S3-02", "thôn", "Chi Ma", "yen-khoai", "mau-son", ("zh", "峙马村")),
    village("na-vang", "S3-09", "thôn", "Nà Vang", "binh-xa"),
]
PLACES = [*PROVINCES, *DISTRICTS, *OLD_COMMUNES, *NEW_COMMUNES, *VILLAGES]


def became(old: str, kind: str, new: str | None = None):
    return entry(
        f"succession:{old}:{new or ''}",
        predecessor=unit(old),
        successor=new and unit(new),
        kind=kind,
        on=REFORM,
    )


SUCCESSIONS = [
    became("na-meo-cu", SuccessionKind.KEPT, "na-meo"),
    became("muong-chanh-cu", SuccessionKind.KEPT, "muong-chanh"),
    became("nhi-son-cu", SuccessionKind.KEPT, "nhi-son"),
    became("yen-khoai", SuccessionKind.MERGED, "mau-son"),
    became("tam-gia", SuccessionKind.MERGED, "khuat-xa"),
    became("binh-xa", SuccessionKind.DIVIDED, "xa-dinh-lap"),
    became("binh-xa", SuccessionKind.DIVIDED, "kien-moc"),
    became("ban-lau-cu", SuccessionKind.MERGED, "ban-lau"),
    became("nam-chay", SuccessionKind.MERGED, "xa-muong-khuong"),
    became("chieng-khuong-cu", SuccessionKind.MERGED, "chieng-khuong"),
    became("muong-hung-cu", SuccessionKind.MERGED, "muong-hung"),
    became("lao-cai-cu", SuccessionKind.MERGED, "lao-cai"),
    *(became(place.key, SuccessionKind.ABOLISHED) for place in DISTRICTS),
]
