"""Fixed wording for the figures of a review: meetings held against due, hosts, states of what was
agreed, aid by direction, the period before, the period to come. Each sentence in all its
languages, for a native reader. Lao, Chinese and Khmer are not yet checked.
"""

from reports.papers.wording.prints import five

SECTIONS = {
    "s_agreed": five(
        "Việc đã thống nhất", "ວຽກທີ່ໄດ້ເຫັນດີ", "商定事项", "ការងារដែលបានឯកភាព", "Agreed items"
    ),
    "s_activities": five(
        "Hoạt động giao lưu",
        "ກິດຈະກຳແລກປ່ຽນ",
        "交流活动",
        "សកម្មភាពផ្លាស់ប្តូរ",
        "Exchange activities",
    ),
    "s_comparison": five(
        "So với kỳ trước",
        "ທຽບໃສ່ໄລຍະກ່ອນ",
        "与上期比较",
        "ប្រៀបធៀបនឹងរយៈពេលមុន",
        "Compared with the period before",
    ),
}

PARTS = {
    "h_min_grounds": five(
        "VĂN BẢN LÀM CĂN CỨ", "ເອກະສານທີ່ເປັນບ່ອນອີງ", "依据文件", "ឯកសារយោង", "GROUNDS"
    ),
    "h_min_directions": five(
        "PHƯƠNG HƯỚNG, NHIỆM VỤ", "ທິດທາງ, ໜ້າທີ່", "今后方向与任务", "ទិសដៅ ភារកិច្ច", "DIRECTIONS"
    ),
    "h_min_proposals": five("KIẾN NGHỊ, ĐỀ XUẤT", "ຂໍ້ສະເໜີ", "建议", "សំណើ", "PROPOSALS"),
}

MEETINGS = {
    "due_counts": five(
        "Cuộc họp định kỳ trong kỳ: đến hạn {due}; đã họp {held}; họp sớm {early};"
        " đến hạn mà không họp {missed}.",
        "ກອງປະຊຸມປົກກະຕິໃນໄລຍະນີ້: ຮອດກຳນົດ {due}; ໄດ້ຈັດແລ້ວ {held}; ຈັດກ່ອນກຳນົດ {early};"
        " ຮອດກຳນົດແຕ່ບໍ່ໄດ້ຈັດ {missed}.",
        "本期定期会议：应召开{due}次；已召开{held}次；提前召开{early}次；到期未召开{missed}次。",
        "កិច្ចប្រជុំទៀងទាត់ក្នុងរយៈពេលនេះ: ដល់កំណត់ {due}; បានប្រជុំ {held}; ប្រជុំមុនកំណត់ {early};"
        " ដល់កំណត់តែមិនបានប្រជុំ {missed}។",
        "Regular meetings in the period: due {due}; held {held}; held early {early};"
        " due but not held {missed}.",
    ),
    "due_held": five("đã họp", "ໄດ້ຈັດແລ້ວ", "已召开", "បានប្រជុំ", "held"),
    "due_early": five("họp sớm", "ຈັດກ່ອນກຳນົດ", "提前召开", "ប្រជុំមុនកំណត់", "held early"),
    "due_due": five("chưa đến hạn", "ຍັງບໍ່ຮອດກຳນົດ", "尚未到期", "មិនទាន់ដល់កំណត់", "to come"),
    "due_missed": five("không họp", "ບໍ່ໄດ້ຈັດ", "未召开", "មិនបានប្រជុំ", "not held"),
    "t_cadence": five(
        "Theo chế độ họp", "ຕາມລະບອບກອງປະຊຸມ", "会议制度", "តាមរបបប្រជុំ", "By the rule of meetings"
    ),
    "t_due_day": five("Ngày đến hạn", "ວັນຮອດກຳນົດ", "应开日期", "ថ្ងៃដល់កំណត់", "Due on"),
    "t_met_day": five("Ngày họp", "ວັນຈັດ", "召开日期", "ថ្ងៃប្រជុំ", "Held on"),
    "bar_due": five("Đến hạn", "ຮອດກຳນົດ", "应召开", "ដល់កំណត់", "Due"),
    "bar_held": five("Đã họp", "ໄດ້ຈັດແລ້ວ", "已召开", "បានប្រជុំ", "Held"),
    "bar_missed": five("Không họp", "ບໍ່ໄດ້ຈັດ", "未召开", "មិនបានប្រជុំ", "Not held"),
    "s_meetings_due": five(
        "Cuộc họp định kỳ", "ກອງປະຊຸມປົກກະຕິ", "定期会议", "កិច្ចប្រជុំទៀងទាត់", "Regular meetings"
    ),
    "t_drawn": five("Biểu đồ", "ແຜນວາດ", "图示", "គំនូសតាង", "Drawn"),
    "t_count": five("Số cuộc", "ຈຳນວນຄັ້ງ", "次数", "ចំនួន", "Number"),
    "hosts_so_far": five(
        "Bên đăng cai lần lượt: {hosts}.",
        "ເຈົ້າພາບຕາມລຳດັບ: {hosts}.",
        "历次主办方：{hosts}。",
        "ម្ចាស់ផ្ទះតាមលំដាប់: {hosts}។",
        "Hosts so far: {hosts}.",
    ),
    "host_of": five(
        "{party} ({day})",
        "{party} ({day})",
        "{party}（{day}）",
        "{party} ({day})",
        "{party} ({day})",
    ),
    "host_break": five(
        "{party} ({day}, trái lượt)",
        "{party} ({day}, ບໍ່ຕາມລຳດັບ)",
        "{party}（{day}，未按轮次）",
        "{party} ({day}, ខុសវេន)",
        "{party} ({day}, out of turn)",
    ),
    "hosts_next": five(
        "Theo lượt, {party} đăng cai kỳ sau.",
        "ຕາມລຳດັບ, {party} ເປັນເຈົ້າພາບຄັ້ງໜ້າ.",
        "按轮次，下次由{party}主办。",
        "តាមវេន {party} ធ្វើជាម្ចាស់ផ្ទះលើកក្រោយ។",
        "By turn, {party} hosts next.",
    ),
}

AGREED = {
    "agreed_counts": five(
        "Việc đã thống nhất: đã xong {done}; đang làm {in_hand}; chưa làm {open};"
        " thôi thực hiện {dropped}. Trong đó {carried} việc chuyển từ các kỳ họp trước.",
        "ວຽກທີ່ໄດ້ເຫັນດີ: ສຳເລັດແລ້ວ {done}; ກຳລັງປະຕິບັດ {in_hand}; ຍັງບໍ່ທັນປະຕິບັດ {open};"
        " ບໍ່ສືບຕໍ່ {dropped}. ໃນນັ້ນ {carried} ວຽກ ຍົກມາຈາກກອງປະຊຸມຄັ້ງກ່ອນ.",
        "商定事项：已完成{done}项；进行中{in_hand}项；未开始{open}项；不再执行{dropped}项。"
        "其中{carried}项由以往会议结转。",
        "ការងារដែលបានឯកភាព: បានបញ្ចប់ {done}; កំពុងអនុវត្ត {in_hand}; មិនទាន់អនុវត្ត {open};"
        " លែងអនុវត្ត {dropped}។ ក្នុងនោះ {carried} បន្តពីកិច្ចប្រជុំមុន។",
        "Items agreed: done {done}; in hand {in_hand}; not begun {open}; dropped {dropped}."
        " Of these {carried} were carried over from earlier meetings.",
    ),
    "agreed_open": five("chưa làm", "ຍັງບໍ່ທັນປະຕິບັດ", "未开始", "មិនទាន់អនុវត្ត", "not begun"),
    "t_from_meeting": five("Từ kỳ họp", "ຈາກກອງປະຊຸມ", "商定会议", "ពីកិច្ចប្រជុំ", "From the meeting of"),
    "t_closed": five("Kết thúc", "ສິ້ນສຸດ", "完结", "បញ្ចប់", "Closed"),
}

AID = {
    "aid_outbound": five(
        "{home} hỗ trợ {counterpart}",
        "{home} ຊ່ວຍເຫຼືອ {counterpart}",
        "{home}援助{counterpart}",
        "{home} ជួយ {counterpart}",
        "From {home} to {counterpart}",
    ),
    "aid_inbound": five(
        "{counterpart} hỗ trợ {home}",
        "{counterpart} ຊ່ວຍເຫຼືອ {home}",
        "{counterpart}援助{home}",
        "{counterpart} ជួយ {home}",
        "From {counterpart} to {home}",
    ),
    "aid_other": five("Chiều khác", "ທິດທາງອື່ນ", "其他", "ទិសផ្សេង", "Other"),
    "t_direction": five("Chiều hỗ trợ", "ທິດທາງການຊ່ວຍເຫຼືອ", "援助方向", "ទិសដៅជំនួយ", "Direction"),
    "t_how_stated": five("Cách nêu", "ວິທີລະບຸ", "表述方式", "របៀបបញ្ជាក់", "As stated"),
    "t_sum_short": five(
        "Tổng các số đã nêu",
        "ລວມຕົວເລກທີ່ໄດ້ກ່າວ",
        "所述数字合计",
        "សរុបតួលេខដែលបានបញ្ជាក់",
        "Sum of the figures stated",
    ),
    "n_directions": five(
        "Số “gần”, “trên”, “khoảng” đứng riêng với số đúng; các loại tiền không quy đổi sang nhau.",
        "ຕົວເລກ “ເກືອບ”, “ຫຼາຍກວ່າ”, “ປະມານ” ແຍກອອກຈາກຕົວເລກທີ່ແນ່ນອນ; ບໍ່ແລກປ່ຽນເປັນສະກຸນເງິນອື່ນ.",
        "“近”“超过”“约”之数与准确数分列；各币种互不折算。",
        "តួលេខ “ជិត” “ជាង” “ប្រហែល” ដាក់ដាច់ពីតួលេខពិត; រូបិយប័ណ្ណមិនប្តូរគ្នា។",
        "Figures said as “nearly”, “over” or “about” stand apart from exact ones; no currency is"
        " converted into another.",
    ),
    "status_released": five(
        "không còn đến hạn", "ບໍ່ຕ້ອງມອບອີກ", "不再到期", "លែងដល់កំណត់", "not due any more"
    ),
    "status_over": five("giao vượt", "ມອບເກີນ", "超额交付", "ប្រគល់លើស", "more than promised"),
    "given_before": five(
        "đã giao trước kỳ này: {amount}",
        "ໄດ້ມອບກ່ອນໄລຍະນີ້: {amount}",
        "本期前已交付：{amount}",
        "បានប្រគល់មុនរយៈពេលនេះ: {amount}",
        "given before this period: {amount}",
    ),
    "given_undated": five(
        "đã giao, không rõ ngày: {amount}",
        "ໄດ້ມອບ, ບໍ່ຮູ້ວັນທີ: {amount}",
        "已交付，日期不详：{amount}",
        "បានប្រគល់ មិនដឹងថ្ងៃ: {amount}",
        "given, day not known: {amount}",
    ),
    "instalments_are": five(
        "Các kỳ phải giao trong kỳ đánh giá, theo số thứ tự cam kết ở trên",
        "ງວດທີ່ຕ້ອງມອບໃນໄລຍະປະເມີນ, ຕາມລຳດັບຄຳໝັ້ນສັນຍາຂ້າງເທິງ",
        "评估期内应交付各期（按上表承诺序号）",
        "វគ្គត្រូវប្រគល់ក្នុងរយៈពេលវាយតម្លៃ តាមលេខរៀងខាងលើ",
        "Instalments that fell due in the period, by the number of the commitment above",
    ),
    "deliveries_are": five(
        "Các lần giao trong kỳ đánh giá, theo số thứ tự cam kết ở trên",
        "ການມອບແຕ່ລະຄັ້ງໃນໄລຍະປະເມີນ, ຕາມລຳດັບຄຳໝັ້ນສັນຍາຂ້າງເທິງ",
        "评估期内历次交付（按上表承诺序号）",
        "ការប្រគល់ក្នុងរយៈពេលវាយតម្លៃ តាមលេខរៀងខាងលើ",
        "Deliveries in the period, by the number of the commitment above",
    ),
    "t_instalment": five("Kỳ", "ງວດ", "期次", "វគ្គ", "Instalment"),
    "t_to_give": five("Phải giao", "ຕ້ອງມອບ", "应交付", "ត្រូវប្រគល់", "To give"),
}

COMPARED = {
    "t_before": five("Kỳ trước", "ໄລຍະກ່ອນ", "上期", "រយៈពេលមុន", "Before"),
    "t_now": five("Kỳ này", "ໄລຍະນີ້", "本期", "រយៈពេលនេះ", "This period"),
    "m_items_agreed": five(
        "Việc thống nhất trong kỳ",
        "ວຽກທີ່ເຫັນດີໃນໄລຍະ",
        "本期商定事项",
        "ការងារឯកភាពក្នុងរយៈពេល",
        "Items agreed in the period",
    ),
    "m_items_done": five(
        "Việc đã xong trong kỳ",
        "ວຽກທີ່ສຳເລັດໃນໄລຍະ",
        "本期完成事项",
        "ការងារបញ្ចប់ក្នុងរយៈពេល",
        "Items done in the period",
    ),
    "m_activities": five(
        "Hoạt động giao lưu", "ກິດຈະກຳແລກປ່ຽນ", "交流活动", "សកម្មភាពផ្លាស់ប្តូរ", "Exchange activities"
    ),
    "t_change": five("Tăng, giảm", "ເພີ່ມ, ຫຼຸດ", "增减", "កើន ថយ", "Change"),
    "compared_with": five(
        "Kỳ trước: {period}.",
        "ໄລຍະກ່ອນ: {period}.",
        "上期：{period}。",
        "រយៈពេលមុន: {period}។",
        "The period before: {period}.",
    ),
}

AHEAD = {
    "ahead_meetings": five(
        "Cuộc họp đến hạn trong kỳ sau",
        "ກອງປະຊຸມທີ່ຮອດກຳນົດໃນໄລຍະໜ້າ",
        "下期应召开的会议",
        "កិច្ចប្រជុំដល់កំណត់ក្នុងរយៈពេលក្រោយ",
        "Meetings due in the next period",
    ),
    "ahead_instalments": five(
        "Khoản cam kết đến hạn trong kỳ sau",
        "ຄຳໝັ້ນສັນຍາທີ່ຮອດກຳນົດໃນໄລຍະໜ້າ",
        "下期到期的承诺",
        "ការសន្យាដល់កំណត់ក្នុងរយៈពេលក្រោយ",
        "Instalments due in the next period",
    ),
    "ahead_expiring": five(
        "Văn bản hết thời hạn trong kỳ sau",
        "ເອກະສານທີ່ໝົດອາຍຸໃນໄລຍະໜ້າ",
        "下期到期的文件",
        "ឯកសារផុតកំណត់ក្នុងរយៈពេលក្រោយ",
        "Texts that end in the next period",
    ),
    "t_planned": five("Dự kiến", "ຄາດວ່າ", "计划日期", "គ្រោងទុក", "Planned for"),
    "t_text": five("Văn bản", "ເອກະສານ", "文件", "ឯកសារ", "Text"),
}

WORDS = SECTIONS | PARTS | MEETINGS | AGREED | AID | COMPARED | AHEAD
