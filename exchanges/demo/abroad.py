"""Countries, borders and the places of the articles outside Vietnam.

Names in Lao and Chinese are as the office's glossary has them; no native reader has checked them,
and a place without a recorded form keeps its Vietnamese name only.
"""

from exchanges.demo.shapes import Place
from partnerships.choices import Level, NameKind
from partnerships.services.gazetteer import states

COUNTRIES = [  # code, name, language of papers, clock
    *states.COUNTRIES,
    ("JP", "Nhật Bản", "ja", "Asia/Tokyo"),
    ("KR", "Hàn Quốc", "ko", "Asia/Seoul"),
    ("US", "Hoa Kỳ", "en", "America/New_York"),
]


def lao(key, facts, word, name, level, above, *names, code="", at=None):
    facts, above = tuple(facts.split()), ((above, None, None),) if above else ()
    return Place(
        key, facts, word, name, level, "LA", code=code, above=above, at=at, names=names
    )  # fmt: skip


def chinese(key, facts, word, name, level, above, *names, code="", at=None):
    facts, above = tuple(facts.split()), ((above, None, None),) if above else ()
    return Place(
        key, facts, word, name, level, "CN", code=code, above=above, at=at, names=names
    )  # fmt: skip


HP, VX, NM = "hua-phan", "vieng-xay", "ninh-minh"
LAOS = [
    lao(HP, "S0-01 S0-02 S1-02", "tỉnh", "Hủa Phăn", Level.PROVINCE, None, ("lo", "ແຂວງຫົວພັນ")),
    lao(
        VX,
        "S0-01 S0-17 S1-12",
        "huyện",
        "Viêng Xay",
        Level.DISTRICT,
        HP,
        ("lo", "ເມືອງວຽງໄຊ"),
        ("en", "Viengxay"),
        code="0704",
        at=("20.40677", "104.22379"),
    ),
    lao(
        "sam-to",
        "S0-01 S0-17 S1-12",
        "huyện",
        "Sầm Tớ",
        Level.DISTRICT,
        HP,
        ("lo", "ເມືອງຊຳໃຕ້"),
        ("en", "Xamtai"),
        code="0706",
        at=("19.99000", "104.63470"),
    ),
    lao(
        "sop-bau",
        "S1-02",
        "huyện",
        "Sốp Bâu",
        Level.DISTRICT,
        HP,
        ("lo", "ເມືອງສົບເບົາ"),
        ("en", "Sopbao"),
        code="0707",
    ),
    lao(
        "xieng-kho",
        "S1-12",
        "huyện",
        "Xiềng Khọ",
        Level.DISTRICT,
        HP,
        ("lo", "ເມືອງຊຽງຄໍ້"),
        ("en", "Xiengkhor"),
        code="0702",
    ),
    lao(
        "muong-et",
        "S4-02",
        "huyện",
        "Mường Ét",
        Level.DISTRICT,
        HP,
        ("lo", "ເມືອງແອດ"),
        ("en", "Muang Et"),
        code="0708",
        at=("20.81496", "104.00448"),
    ),
    lao("muong-pun", "S1-14", "cụm", "Mường Pún", Level.CLUSTER, VX),
    lao("muong-cang", "S1-14", "cụm", "Mường Cáng", Level.CLUSTER, VX),
    lao(
        "nam-nga",
        "S1-14",
        "cụm",
        "Nặm Ngà",
        Level.CLUSTER,
        VX,
        ("vi", "Nậm Ngà", NameKind.ALIAS),
    ),
    lao("ban-loi", "S0-03 S1-14", "bản", "Lơi", Level.VILLAGE, "muong-pun"),
    lao("ban-po", "S1-14", "bản", "Pó", Level.VILLAGE, "muong-cang"),
    lao("ban-kham-nang", "S1-14", "bản", "Khăm Nàng", Level.VILLAGE, "nam-nga"),
    lao("ban-na-cay", "S0-08", "bản", "Na Cay", Level.VILLAGE, VX),
    lao("sop-phua", "S0-07", "", "Sốp Phưa", Level.VILLAGE, "sam-to"),
]
CHINA = [
    chinese("van-nam", "S2-01", "tỉnh", "Vân Nam", Level.PROVINCE, None),
    chinese(
        "quang-tay",
        "S3-02 S3-18",
        "khu tự trị dân tộc Choang",
        "Quảng Tây",
        Level.PROVINCE,
        None,
        ("zh", "广西壮族自治区"),
    ),
    chinese("quang-dong", "", "tỉnh", "Quảng Đông", Level.PROVINCE, None),
    chinese("chiet-giang", "S3-13", "tỉnh", "Chiết Giang", Level.PROVINCE, None),
    chinese(
        "nghia-o",
        "S3-13",
        "thành phố",
        "Nghĩa Ô",
        Level.DISTRICT,
        "chiet-giang",
        ("zh", "义乌"),
        ("en", "Yiwu"),
        at=("29.31506", "120.07676"),
    ),
    chinese(
        "ha-khau",
        "S2-01 S2-05",
        "huyện",
        "Hà Khẩu",
        Level.DISTRICT,
        "van-nam",
        ("zh", "河口"),
        ("en", "Hekou"),
        code="532532",
        at=("22.53851", "104.01109"),
    ),
    chinese(
        "ma-quan",
        "S2-01",
        "huyện",
        "Mã Quan",
        Level.DISTRICT,
        "van-nam",
        ("zh", "马关"),
        ("en", "Maguan"),
        code="532625",
        at=("23.01279", "104.45081"),
    ),
    chinese(
        NM,
        "S3-02 S3-09",
        "huyện",
        "Ninh Minh",
        Level.DISTRICT,
        "quang-tay",
        ("zh", "宁明"),
        ("en", "Ningming"),
        code="451422",
        at=("22.13546", "107.06466"),
    ),
    chinese(
        "ai-diem", "S3-02", "trấn", "Ái Điểm", Level.COMMUNE, NM, ("zh", "爱店镇"), code="451422101"
    ),
    chinese(
        "dong-mien",
        "S3-09",
        "trấn",
        "Đồng Miên",
        Level.COMMUNE,
        NM,
        ("zh", "桐棉镇"),
        code="451422104",
    ),
    chinese(
        "khu-xa-ai-diem",
        "S3-02",
        "cụm dân cư",
        "khu xã Ái Điểm",
        Level.CLUSTER,
        "ai-diem",
        ("zh", "爱店社区"),
    ),
    chinese("ban-tat", "S3-09", "thôn", "Bản Tát", Level.VILLAGE, "dong-mien"),
]
ELSEWHERE = [
    Place(
        "gangwon",
        ("S3-13",),
        "tỉnh",
        "Gangwon",
        Level.PROVINCE,
        "KR",
        at=("37.87472", "127.73417"),
    ),
    Place(
        "fukuoka",
        ("S3-15",),
        "tỉnh",
        "Fukuoka",
        Level.PROVINCE,
        "JP",
        at=("33.60000", "130.41667"),
    ),
    Place("kanagawa", ("S3-15",), "tỉnh", "Kanagawa", Level.PROVINCE, "JP"),
    Place(
        "buzen",
        ("S3-15",),
        "thành phố",
        "Buzen",
        Level.DISTRICT,
        "JP",
        at=("33.61153", "131.13002"),
    ),
]
PLACES = [*LAOS, *CHINA, *ELSEWHERE]
