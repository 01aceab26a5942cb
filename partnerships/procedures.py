"""The steps that the law asks for before a text is signed (DOMAIN.md B1), as they are loaded.

The rows are a start: the law moves, and an administrator then dates them. What stands in the
register counts, never this file.
"""

from dataclasses import dataclass
from datetime import date

from partnerships.choices import Procedure, Route

PROCEDURE_OF = {
    Route.COMMUNE: Procedure.MEMORANDUM_COMMUNE,
    Route.DEPARTMENT: Procedure.MEMORANDUM_DEPARTMENT,
    Route.PROVINCE: Procedure.MEMORANDUM_PROVINCE,
}
# Law 70/2020/QH14, Article 19: where a body does not agree, this one decides.
ABOVE_DISAGREEMENT = "Thủ tướng"
COMMUNE_LAW = "NĐ 64/2021/NĐ-CP, Điều 7 (sửa đổi, hiệu lực từ 01/7/2025)"
DEPARTMENT_LAW = "NĐ 64/2021/NĐ-CP, Điều 5"
PROVINCE_LAW = "Luật 70/2020/QH14, Điều 19"


@dataclass(frozen=True)
class StepRow:
    """One step of a procedure. A limit counts working days unless it says otherwise."""

    procedure: Procedure
    position: int
    title: str
    asked_of: str
    limit_days: int | None = None
    working_days: bool = True
    required: bool = True
    law: str = ""
    since: date | None = None


def _steps(procedure: Procedure, law: str, *rows: tuple) -> tuple[StepRow, ...]:
    """Rows of (title, who answers, limit, needed in every case), ten apart."""
    return tuple(
        StepRow(procedure, 10 * number, title, asked_of, limit, required=required, law=law)
        for number, (title, asked_of, limit, required) in enumerate(rows, 1)
    )


COMMUNE = _steps(
    Procedure.MEMORANDUM_COMMUNE,
    COMMUNE_LAW,
    ("Xem xét hồ sơ của Ủy ban nhân dân xã", "Cơ quan ngoại vụ cấp tỉnh", 7, True),
    ("Giải trình, hoàn thiện hồ sơ (khi được yêu cầu)", "Ủy ban nhân dân xã", 5, False),
    ("Gửi hồ sơ lấy ý kiến", "Cơ quan ngoại vụ cấp tỉnh", 3, True),
    ("Cho ý kiến về dự thảo", "Công an tỉnh", 7, True),
    ("Cho ý kiến về dự thảo", "Bộ Chỉ huy quân sự tỉnh", 7, True),
    ("Cho ý kiến về dự thảo (khi nội dung có liên quan)", "Sở có liên quan", 7, False),
    ("Quyết định bằng văn bản về việc ký", "Chủ tịch Ủy ban nhân dân tỉnh", 5, True),
)
DEPARTMENT = _steps(
    Procedure.MEMORANDUM_DEPARTMENT,
    DEPARTMENT_LAW,
    ("Cho ý kiến về dự thảo", "Cơ quan ngoại vụ cấp tỉnh", 7, True),
    ("Cho ý kiến về dự thảo", "Các cơ quan, đơn vị có liên quan", 7, True),
    ("Quyết định bằng văn bản về việc ký", "Chủ tịch Ủy ban nhân dân tỉnh", 5, True),
)
PROVINCE = (
    *_steps(
        Procedure.MEMORANDUM_PROVINCE,
        PROVINCE_LAW,
        ("Cho ý kiến về dự thảo", "Bộ Ngoại giao", 7, True),
        ("Cho ý kiến về dự thảo", "Các cơ quan, tổ chức có liên quan", 7, True),
    ),
    StepRow(
        procedure=Procedure.MEMORANDUM_PROVINCE,
        position=30,
        title="Cho ý kiến về nội dung quốc phòng, an ninh (khi có nội dung đó)",
        asked_of="Bộ Quốc phòng, Bộ Công an",
        required=False,
        law="Luật 70/2020/QH14, Điều 25",
    ),
    StepRow(
        procedure=Procedure.MEMORANDUM_PROVINCE,
        position=40,
        title="Quyết định khi có cơ quan không đồng ý",
        asked_of="Thủ tướng Chính phủ",
        limit_days=7,
        required=False,
        law=PROVINCE_LAW,
    ),
)
MEMORANDUM_STEPS = (*COMMUNE, *DEPARTMENT, *PROVINCE)
