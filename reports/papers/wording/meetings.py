"""Fixed wording of minutes, of the report of a series and of patrol records: each sentence in all
its languages, for a native reader. Lao, Chinese and Khmer are not yet checked.
"""

from reports.papers.blanks import SHORT
from reports.papers.wording.prints import five

TITLES = {
    "min_briefing": five(
        "BIÊN BẢN GIAO BAN",
        "ບົດບັນທຶກກອງປະຊຸມ",
        "工作会谈纪要",
        "កំណត់ហេតុកិច្ចប្រជុំ",
        "MINUTES OF THE BRIEFING",
    ),
    "min_talks": five(
        "BIÊN BẢN HỘI ĐÀM", "ບົດບັນທຶກການພົບປະ", "会谈纪要", "កំណត់ហេតុជំនួប", "MINUTES OF THE TALKS"
    ),
    "min_review": five(
        "BIÊN BẢN HỘI NGHỊ ĐÁNH GIÁ",
        "ບົດບັນທຶກກອງປະຊຸມປະເມີນຜົນ",
        "评估会谈纪要",
        "កំណត់ហេតុកិច្ចប្រជុំវាយតម្លៃ",
        "MINUTES OF THE REVIEW MEETING",
    ),
    "min_extraordinary": five(
        "BIÊN BẢN HỘI ĐÀM ĐỘT XUẤT",
        "ບົດບັນທຶກການພົບປະສຸກເສີນ",
        "特别会谈纪要",
        "កំណត់ហេតុជំនួបវិសាមញ្ញ",
        "MINUTES OF THE EXTRAORDINARY MEETING",
    ),
    "meet_briefing": five("HỘI NGHỊ GIAO BAN", "ກອງປະຊຸມ", "工作会谈", "កិច្ចប្រជុំ", "BRIEFING"),
    "meet_talks": five("HỘI ĐÀM", "ການພົບປະ", "会谈", "ជំនួប", "TALKS"),
    "meet_review": five(
        "HỘI NGHỊ ĐÁNH GIÁ",
        "ກອງປະຊຸມປະເມີນຜົນ",
        "评估会谈",
        "កិច្ចប្រជុំវាយតម្លៃ",
        "REVIEW MEETING",
    ),
    "meet_extraordinary": five(
        "HỘI ĐÀM ĐỘT XUẤT",
        "ການພົບປະສຸກເສີນ",
        "特别会谈",
        "ជំនួបវិសាមញ្ញ",
        "EXTRAORDINARY MEETING",
    ),
    "agenda_title": five("CHƯƠNG TRÌNH LÀM VIỆC", "ກຳນົດການ", "会议议程", "កម្មវិធីការងារ", "AGENDA"),
    "seating_title": five("SƠ ĐỒ CHỖ NGỒI", "ແຜນຜັງບ່ອນນັ່ງ", "座次图", "ប្លង់កៅអី", "SEATING PLAN"),
    "patrol_title": five(
        "BIÊN BẢN TUẦN TRA SONG PHƯƠNG",
        "ບົດບັນທຶກການລາດຕະເວນສອງຝ່າຍ",
        "联合巡逻记录",
        "កំណត់ហេតុល្បាតរួម",
        "RECORD OF THE JOINT PATROL",
    ),
    "series_title": five(
        "TẬP BIÊN BẢN CÁC KỲ HỌP",
        "ລວມບົດບັນທຶກກອງປະຊຸມ",
        "历次会谈纪要汇编",
        "បណ្តុំកំណត់ហេតុកិច្ចប្រជុំ",
        "MINUTES OF THE MEETINGS",
    ),
}

HEADINGS = {
    "h_min_facts": five(
        "THỜI GIAN, ĐỊA ĐIỂM",
        "ເວລາ, ສະຖານທີ່",
        "时间、地点",
        "ពេលវេលា ទីកន្លែង",
        "TIME AND PLACE",
    ),
    "h_min_who": five("THÀNH PHẦN", "ຜູ້ເຂົ້າຮ່ວມ", "出席人员", "សមាសភាព", "DELEGATIONS"),
    "h_min_agenda": five(
        "NỘI DUNG LÀM VIỆC", "ວາລະກອງປະຊຸມ", "议程", "របៀបវារៈ", "POINTS OF THE AGENDA"
    ),
    "h_min_open": five(
        "VIỆC CÁC KỲ HỌP TRƯỚC",
        "ວຽກຂອງກອງປະຊຸມຄັ້ງກ່ອນ",
        "以往会谈商定事项",
        "ការងារពីកិច្ចប្រជុំមុន",
        "ITEMS OF EARLIER MEETINGS",
    ),
    "h_min_items": five(
        "NỘI DUNG HỘI ĐÀM",
        "ເນື້ອໃນການພົບປະ",
        "会谈内容",
        "ខ្លឹមសារជំនួប",
        "WHAT WAS SAID",
    ),
    "h_min_agreed": five(
        "VIỆC ĐÃ THỐNG NHẤT",
        "ວຽກທີ່ໄດ້ເຫັນດີເປັນເອກະພາບ",
        "商定事项",
        "ការងារដែលបានឯកភាព",
        "WHAT WAS AGREED",
    ),
    "h_min_reserved": five(
        "Ý KIẾN BẢO LƯU", "ຄຳເຫັນສະຫງວນ", "保留意见", "មតិរក្សាទុក", "RESERVED OPINIONS"
    ),
    "k_review": five("Kết quả thực hiện", "ຜົນການປະຕິບັດ", "落实情况", "លទ្ធផលអនុវត្ត", "Review"),
    "k_discussion": five(
        "Nội dung trao đổi", "ເນື້ອໃນແລກປ່ຽນ", "交流内容", "ខ្លឹមសារពិភាក្សា", "Discussion"
    ),
    "k_decision": five(
        "Nội dung thống nhất",
        "ເນື້ອໃນທີ່ເປັນເອກະພາບ",
        "一致意见",
        "ខ្លឹមសារឯកភាព",
        "Decisions",
    ),
    "h_patrol_who": five(
        "LỰC LƯỢNG THAM GIA", "ກຳລັງເຂົ້າຮ່ວມ", "参加人员", "កម្លាំងចូលរួម", "WHO TOOK PART"
    ),
    "h_patrol_found": five(
        "KẾT QUẢ TUẦN TRA",
        "ຜົນການລາດຕະເວນ",
        "巡逻情况",
        "លទ្ធផលល្បាត",
        "WHAT WAS FOUND",
    ),
}

SAID = {
    "m_host": five("Bên đăng cai:", "ເຈົ້າພາບ:", "主办方：", "ម្ចាស់ផ្ទះ:", "Host:"),
    "m_from_to": five(
        "từ {first} đến {last}",
        "ແຕ່ {first} ຫາ {last}",
        "{first}至{last}",
        "ពី{first} ដល់ {last}",
        "from {first} to {last}",
    ),
    "m_two_clocks": five(
        "{here} giờ Việt Nam ({there} giờ Trung Quốc)",
        "{here} ຕາມເວລາຫວຽດນາມ ({there} ຕາມເວລາຈີນ)",
        "越南时间{here}（北京时间{there}）",
        "{here} ម៉ោងវៀតណាម ({there} ម៉ោងចិន)",
        "{here} in Vietnam ({there} in China)",
    ),
    "m_at_marker": five(
        "khu vực mốc {marker}",
        "ບໍລິເວນຫຼັກໝາຍ {marker}",
        "{marker}号界碑处",
        "តំបន់បង្គោល {marker}",
        "at marker {marker}",
    ),
    "m_on_line": five(
        "trên đường biên giới",
        "ຢູ່ເສັ້ນຊາຍແດນ",
        "边界线上",
        "នៅលើខ្សែព្រំដែន",
        "on the border line",
    ),
    "m_delegation": five(
        "Đoàn {party}: {parties}",
        "ຄະນະ{party}: {parties}",
        "{party}代表团：{parties}",
        "គណៈប្រតិភូ{party}: {parties}",
        "Delegation, {party}: {parties}",
    ),
    "m_delegation_open": five(
        "Đoàn {party}:",
        "ຄະນະ{party}:",
        "{party}代表团：",
        "គណៈប្រតិភូ{party}:",
        "Delegation, {party}:",
    ),
    "role_head": five("trưởng đoàn", "ຫົວໜ້າຄະນະ", "团长", "ប្រធានគណៈប្រតិភូ", "head of delegation"),
    "role_deputy": five(
        "phó trưởng đoàn", "ຮອງຫົວໜ້າຄະນະ", "副团长", "អនុប្រធានគណៈប្រតិភូ", "deputy head"
    ),
    "role_member": five("thành viên", "ສະມາຊິກ", "成员", "សមាជិក", "member"),
    "role_interpreter": five("phiên dịch", "ນາຍພາສາ", "翻译", "អ្នកបកប្រែ", "interpreter"),
    "role_minute_taker": five("thư ký", "ເລຂານຸການ", "记录", "លេខាធិការ", "minute taker"),
    "outcome_agreed": five(
        "Hai bên thống nhất với toàn bộ nội dung ghi trong biên bản này.",
        "ສອງຝ່າຍເຫັນດີເປັນເອກະພາບກັບເນື້ອໃນທັງໝົດໃນບົດບັນທຶກນີ້.",
        "双方对本纪要全部内容达成一致。",
        "ភាគីទាំងពីរឯកភាពលើខ្លឹមសារទាំងអស់ក្នុងកំណត់ហេតុនេះ។",
        "The two sides agree to all that these minutes say.",
    ),
    "outcome_with_reservations": five(
        "Hai bên thống nhất với nội dung ghi trong biên bản này, trừ những ý kiến bảo lưu đã ghi.",
        "ສອງຝ່າຍເຫັນດີກັບເນື້ອໃນໃນບົດບັນທຶກນີ້, ຍົກເວັ້ນຄຳເຫັນສະຫງວນທີ່ໄດ້ບັນທຶກໄວ້.",
        "除所载保留意见外，双方对本纪要内容达成一致。",
        "ភាគីទាំងពីរឯកភាពលើខ្លឹមសារក្នុងកំណត់ហេតុនេះ លើកលែងមតិរក្សាទុកដែលបានកត់ត្រា។",
        "The two sides agree to what these minutes say, but for the opinions reserved in them.",
    ),
    "m_ended": five(
        "Cuộc họp kết thúc lúc {clock} cùng ngày.",
        "ກອງປະຊຸມສິ້ນສຸດເວລາ {clock} ໃນມື້ດຽວກັນ.",
        "会谈于当日{clock}结束。",
        "កិច្ចប្រជុំបញ្ចប់នៅ{clock} ថ្ងៃដដែល។",
        "The meeting ended at {clock} the same day.",
    ),
    "m_copies": five(
        "Biên bản được lập thành 02 bản, mỗi bản bằng {languages}, có giá trị như nhau;"
        " mỗi bên giữ 01 bản.",
        "ບົດບັນທຶກນີ້ ເຮັດເປັນ 02 ສະບັບ, ແຕ່ລະສະບັບເປັນ{languages}, ມີຄຸນຄ່າເທົ່າທຽມກັນ; ແຕ່ລະຝ່າຍຮັກສາໄວ້ 01 ສະບັບ.",
        "本纪要一式两份，每份均用{languages}写成，各种文本同等作准；双方各执一份。",
        "កំណត់ហេតុនេះធ្វើជា 02 ច្បាប់, ច្បាប់នីមួយៗជា{languages}, មានតម្លៃស្មើគ្នា; ភាគីនីមួយៗរក្សាទុក 01 ច្បាប់។",
        "Done in 02 originals, each in {languages}, all texts being equally authentic;"
        " each side keeps 01.",
    ),
    "t_progress": five(
        "Kết quả đến nay", "ຜົນມາຮອດປະຈຸບັນ", "进展", "លទ្ធផលមកដល់ពេលនេះ", "How far it is"
    ),
    "m_from_meeting": five(
        "(kỳ họp {day})", "(ກອງປະຊຸມ {day})", "（{day}会谈）", "(កិច្ចប្រជុំ {day})", "(meeting of {day})"
    ),
    "m_closed": five(
        "{status}, {day}: {proof}",
        "{status}, {day}: {proof}",
        "{status}，{day}：{proof}",
        "{status}, {day}: {proof}",
        "{status}, {day}: {proof}",
    ),
    "m_draft": five(
        "Nội dung biên bản kỳ này chưa được hai bên thống nhất.",
        "ເນື້ອໃນບົດບັນທຶກຄັ້ງນີ້ ສອງຝ່າຍຍັງບໍ່ທັນເຫັນດີເປັນເອກະພາບ.",
        "双方尚未就本次纪要文本达成一致。",
        "ភាគីទាំងពីរមិនទាន់ឯកភាពលើកំណត់ហេតុលើកនេះ។",
        "The two sides have not agreed to the text of these minutes yet.",
    ),
    "m_unilateral": five(
        "Biên bản đơn phương của phía Việt Nam.",
        "ບົດບັນທຶກຝ່າຍດຽວຂອງຝ່າຍຫວຽດນາມ.",
        "越方单方记录。",
        "កំណត់ហេតុឯកតោភាគីរបស់ភាគីវៀតណាម។",
        "Unilateral record of the Vietnamese side.",
    ),
    "m_no_minutes": five(
        "Chưa có biên bản trong sổ.",
        "ຍັງບໍ່ມີບົດບັນທຶກໃນທະບຽນ.",
        "登记册中尚无纪要。",
        "មិនទាន់មានកំណត់ហេតុក្នុងបញ្ជី។",
        "The register has no minutes of it yet.",
    ),
    "m_contents": five("Mục lục", "ສາລະບານ", "目录", "មាតិកា", "Contents"),
    "m_chapter": five(
        "Kỳ họp {day}", "ກອງປະຊຸມ {day}", "{day}会谈", "កិច្ចប្រជុំ {day}", "Meeting of {day}"
    ),
    "p_day": five("Ngày tuần tra:", "ວັນທີລາດຕະເວນ:", "巡逻日期：", "ថ្ងៃល្បាត:", "Day:"),
    "p_leg": five(
        "Đoạn từ mốc {start} đến mốc {end}.",
        "ຊ່ວງແຕ່ຫຼັກໝາຍ {start} ຫາຫຼັກໝາຍ {end}.",
        "{start}号界碑至{end}号界碑段。",
        "ចម្ងាយពីបង្គោល {start} ដល់បង្គោល {end}។",
        "From marker {start} to marker {end}.",
    ),
    "p_people": five(
        "{party}: {people} người",
        "{party}: {people} ຄົນ",
        "{party}：{people}人",
        "{party}: {people} នាក់",
        "{party}: {people} people",
    ),
    "p_people_blank": five(
        f"{{party}}: {SHORT} người",
        f"{{party}}: {SHORT} ຄົນ",
        f"{{party}}：{SHORT}人",
        f"{{party}}: {SHORT} នាក់",
        f"{{party}}: {SHORT} people",
    ),
    "t_where": five("Vị trí", "ຈຸດ", "位置", "ទីតាំង", "Where"),
    "t_found": five("Phát hiện", "ສິ່ງທີ່ພົບ", "发现情况", "អ្វីដែលបានរកឃើញ", "What was found"),
    "p_nothing": five(
        "Không phát hiện vấn đề nào được ghi lại.",
        "ບໍ່ມີບັນຫາທີ່ບັນທຶກໄວ້.",
        "未记录任何问题。",
        "គ្មានបញ្ហាដែលបានកត់ត្រា។",
        "Nothing that was found is recorded.",
    ),
    "sign_patrol": five(
        "CHỈ HUY TUẦN TRA", "ຜູ້ບັນຊາລາດຕະເວນ", "巡逻负责人", "មេបញ្ជាការល្បាត", "PATROL LEADER"
    ),
}

WORDS = TITLES | HEADINGS | SAID
