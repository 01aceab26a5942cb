"""Fixed wording that only the internal report and the report on agreements print: in Vietnamese."""

WORDS = {
    key: {"vi": said}
    for key, said in {
        # internal report
        "h_assessment_internal": "ĐÁNH GIÁ NỘI BỘ",
        "h_sensitive": "VỤ VIỆC NHẠY CẢM",
        "h_plan": "KẾ HOẠCH KỲ SAU",
        "n_sensitive": "Phần này không đưa vào văn bản chung với bên đối tác.",
        "sensitive_withheld": "Có vụ việc nhạy cảm trong kỳ, không in ở bản này:"
        " người đặt in không có quyền xem.",
        "host_why": "Kỳ họp {day} trái lượt: {reason}.",
        "host_why_not": "Kỳ họp {day} trái lượt: chưa ghi lý do.",
        "year_plan_outbound": "Kế hoạch viện trợ cho nước ngoài năm {year}, {unit}",
        "year_plan_inbound": "Kế hoạch tiếp nhận viện trợ nước ngoài năm {year}, {unit}",
        "year_plan_other": "Kế hoạch viện trợ khác năm {year}, {unit}",
        "report_of": "của {first}",
        "report_with": "với các địa phương đối tác",
        "report_opening_alone": "Thực hiện quy định báo cáo hằng năm của Luật Thỏa thuận quốc tế"
        " số 70/2020/QH14, {office} tổng hợp kết quả hợp tác {period} của {first} với các địa"
        " phương đối tác như sau:",
        # report on agreements
        "agr_subject": "Công tác thỏa thuận quốc tế {period}",
        "agr_of": "và kế hoạch kỳ sau của {unit}",
        "agr_opening": "Thực hiện khoản 3 Điều 46 Luật Thỏa thuận quốc tế số 70/2020/QH14,"
        " {office} báo cáo công tác thỏa thuận quốc tế {period} của {unit} như sau:",
        "agr_closing": "Trên đây là báo cáo công tác thỏa thuận quốc tế {period},"
        " {office} kính báo cáo./.",
        "agr_counts": "Trong kỳ đã ký {signed} thỏa thuận; cuối kỳ còn hiệu lực {in_force};"
        " sắp hết thời hạn {expiring}; đã hết hiệu lực hoặc chấm dứt {ended};"
        " đang làm thủ tục {in_clearance}.",
        "h_agr_signing": "TÌNH HÌNH KÝ KẾT",
        "h_agr_doing": "TÌNH HÌNH THỰC HIỆN",
        "h_agr_difficulties": "KHÓ KHĂN, VƯỚNG MẮC",
        "h_agr_plan": "KẾ HOẠCH KỲ SAU",
        "s_agr_signed": "Thỏa thuận ký trong kỳ",
        "s_agr_in_clearance": "Thỏa thuận đang làm thủ tục lấy ý kiến, trình ký",
        "s_agr_in_force": "Thỏa thuận còn hiệu lực cuối kỳ",
        "s_agr_expiring": "Thỏa thuận sắp hết thời hạn",
        "s_agr_ended": "Thỏa thuận đã hết hiệu lực, chấm dứt",
        "agr_none": "Không có.",
        "t_agreement": "Tên thỏa thuận",
        "t_parties": "Các bên ký",
        "t_signed": "Ngày ký",
        "t_term": "Thời hạn",
        "agr_from": "từ {day}",
        "agr_until": "đến {day}",
        "agr_state_draft": "đang lấy ý kiến",
        "agr_state_cleared": "đã được chấp thuận, chưa ký",
        "document_agreements": "Báo cáo công tác thỏa thuận quốc tế",
    }.items()
}
