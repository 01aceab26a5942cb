"""What the benches print: contents of the shape that reviews have, as long as wanted."""

from copy import deepcopy

from reports.choices import Section
from tests.reports.papers import contents

VI = (
    "Trong kỳ, hai bên đã phối hợp tuần tra song phương, trao đổi tình hình an ninh trật tự, tuyên"
    " truyền nhân dân hai bên biên giới chấp hành pháp luật, giữ gìn đường biên, mốc quốc giới và"
    " thăm hỏi, giúp đỡ lẫn nhau trong các ngày lễ, tết cổ truyền của mỗi nước."
)
LO = (
    "ໃນໄລຍະນີ້ ສອງຝ່າຍໄດ້ປະສານງານກັນລາດຕະເວນຮ່ວມ ແລກປ່ຽນສະພາບການຄວາມສະຫງົບ"
    " ໂຄສະນາໃຫ້ປະຊາຊົນສອງຝັ່ງຊາຍແດນປະຕິບັດກົດໝາຍ ປົກປັກຮັກສາເສັ້ນຊາຍແດນ"
    " ແລະ ຫຼັກໝາຍຊາຍແດນ ພ້ອມທັງຊ່ວຍເຫຼືອເຊິ່ງກັນແລະກັນ."
)
LISTS = ("incidents", "commitments", "agreed_items", "meetings")
PRINTED_BY_BOTH = tuple(part for part in Section if not part.value.endswith("_internal"))


def review(*, times: int) -> dict:
    """A joint paper, not a draft, with every list and every text so many times as long."""
    content = deepcopy(contents.everything()) | {"draft": False}
    for name in LISTS:
        content[name] = content.get(name, []) * times
    content["aid"]["rows"] = content["aid"]["rows"] * times
    content["patrols"]["legs"] = content["patrols"]["legs"] * times
    content["narrative"] = narrative(paragraphs=1 + times // 4)
    return content


def narrative(*, paragraphs: int, parts: int = len(PRINTED_BY_BOTH)) -> dict:
    """The last parts of a joint review with so many paragraphs, agreed in Vietnamese and Lao."""
    return {part.value: passage(paragraphs) for part in PRINTED_BY_BOTH[-parts:]}


def passage(paragraphs: int) -> dict:
    texts = {"vi": VI, "lo": LO}
    return {
        code: {"text": "\n\n".join([text] * paragraphs), "state": "agreed", "rev": 1}
        for code, text in texts.items()
    }
