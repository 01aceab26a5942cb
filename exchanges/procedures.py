"""The steps that aid made here goes through before it is approved (DOMAIN.md B2), as they are
loaded. An administrator then dates them, sets their limits and adds others: what stands in the
register counts, never this file.

Only the scope of both decrees and the three months of emergency aid were read. Who gives an
opinion, and within how many days, each province sets; those limits are empty, and a step without a
limit is never overdue.
"""

from exchanges.choices import AidDirection, AidModality
from partnerships.choices import Procedure
from partnerships.procedures import StepRow

OUTBOUND_LAW = "NĐ 305/2025/NĐ-CP"
INBOUND_LAW = "NĐ 313/2025/NĐ-CP"
EMERGENCY_DAYS = 90  # three months, in calendar days


def procedure_of(direction: str, modality: str) -> Procedure | None:
    """Which procedure aid goes through. Aid between third parties goes through none."""
    if direction == AidDirection.OUTBOUND:
        return Procedure.AID_OUTBOUND
    if direction != AidDirection.INBOUND:
        return None
    return {
        AidModality.NON_PROJECT: Procedure.AID_NON_PROJECT,
        AidModality.EMERGENCY: Procedure.AID_EMERGENCY,
    }.get(modality, Procedure.AID_INBOUND)


def _steps(procedure: Procedure, law: str, *rows: tuple[str, str, bool]) -> tuple[StepRow, ...]:
    """Rows of (title, who answers, needed in every case), ten apart, without a limit."""
    return tuple(
        StepRow(procedure, 10 * number, title, asked_of, required=required, law=law)
        for number, (title, asked_of, required) in enumerate(rows, 1)
    )


FUNDS = ("Cho ý kiến về nguồn vốn", "Sở Tài chính", True)
FOREIGN_AFFAIRS = ("Cho ý kiến về đối ngoại", "Cơ quan ngoại vụ cấp tỉnh", True)
OTHERS = ("Cho ý kiến (khi nội dung có liên quan)", "Sở, ngành có liên quan", False)

OUTBOUND = _steps(Procedure.AID_OUTBOUND, OUTBOUND_LAW, FUNDS, FOREIGN_AFFAIRS, OTHERS)
INBOUND = _steps(
    Procedure.AID_INBOUND,
    INBOUND_LAW,
    ("Xác nhận bên tiếp nhận được thành lập hợp pháp tại Việt Nam", "Bên tiếp nhận", True),
    ("Thẩm định văn kiện dự án", "Cơ quan chủ trì thẩm định", True),
    OTHERS,
)
NON_PROJECT = _steps(
    Procedure.AID_NON_PROJECT,
    INBOUND_LAW,
    ("Xác nhận bên tiếp nhận được thành lập hợp pháp tại Việt Nam", "Bên tiếp nhận", True),
    ("Cho ý kiến về khoản viện trợ", "Cơ quan đầu mối về viện trợ của tỉnh", True),
)
EMERGENCY = (
    StepRow(
        procedure=Procedure.AID_EMERGENCY,
        position=10,
        title="Xử lý khoản cứu trợ khẩn cấp (trong 3 tháng)",
        asked_of="Cơ quan đầu mối về viện trợ của tỉnh",
        limit_days=EMERGENCY_DAYS,
        working_days=False,
        law=INBOUND_LAW,
    ),
)
AID_STEPS = (*OUTBOUND, *INBOUND, *NON_PROJECT, *EMERGENCY)
