"""Fixed wording of invitations and other letters, name plates and seating plans: each sentence in
all its languages, for a native reader. Lao, Chinese and Khmer are not yet checked.
"""

from reports.papers.blanks import SHORT, YEAR
from reports.papers.wording.prints import five

PROTOCOL = {
    "seen_from": five(
        "(nhìn từ cửa vào)",
        "(ເບິ່ງຈາກປະຕູເຂົ້າ)",
        "（由入口处看）",
        "(មើលពីច្រកចូល)",
        "(seen from the entrance)",
    ),
    "entrance": five("cửa vào", "ປະຕູເຂົ້າ", "入口", "ច្រកចូល", "entrance"),
    "host_flag": five("Cờ bên chủ nhà", "ທຸງເຈົ້າພາບ", "主方国旗", "ទង់ម្ចាស់ផ្ទះ", "Flag of the host"),
    "guest_flag": five("Cờ bên khách", "ທຸງຝ່າຍແຂກ", "客方国旗", "ទង់ភ្ញៀវ", "Flag of the guest"),
    "host_side": five("bên chủ nhà", "ເຈົ້າພາບ", "主方", "ភាគីម្ចាស់ផ្ទះ", "host"),
    "guest_side": five("bên khách", "ຝ່າຍແຂກ", "客方", "ភាគីភ្ញៀវ", "guest"),
    "the_table": five("bàn hội nghị", "ໂຕະປະຊຸມ", "会议桌", "តុប្រជុំ", "table"),
    "seat_head": five("Trưởng đoàn", "ຫົວໜ້າຄະນະ", "团长", "ប្រធានគណៈប្រតិភូ", "Head of delegation"),
    "seat_interpreter": five("Phiên dịch", "ນາຍພາສາ", "翻译", "អ្នកបកប្រែ", "Interpreter"),
    "seat_number": five("Số {n}", "ເລກ {n}", "{n}号", "លេខ {n}", "No. {n}"),
    "seats_behind": five("Hàng ghế sau:", "ແຖວຫຼັງ:", "后排：", "ជួរក្រោយ:", "Seats behind:"),
    "signing": five("KHI KÝ", "ເວລາລົງນາມ", "签署时", "ពេលចុះហត្ថលេខា", "AT THE SIGNING"),
    "sign_ours": five("Ta", "ຝ່າຍຫວຽດນາມ", "越方", "ភាគីវៀតណាម", "Vietnamese side"),
    "sign_theirs": five("Bạn", "ຝ່າຍຄູ່ຮ່ວມ", "对方", "ភាគីម្ខាងទៀត", "Other side"),
    "assistant": five("người giúp việc", "ຜູ້ຊ່ວຍ", "助签人", "ជំនួយការ", "assistant"),
}

# The head of a letter, Decree 30/2020, Annex I, is Vietnamese; these are its other languages.
OFFICIAL = {
    "to": five(
        "Kính gửi: {addressee}",
        "ຮຽນ: {addressee}",
        "{addressee}：",
        "សូមគោរពជូន: {addressee}",
        "To: {addressee}",
    ),
    "letter_no": five(
        "Số: {number}", "ເລກທີ: {number}", "编号：{number}", "លេខ: {number}", "No. {number}"
    ),
    "dated_at": five(
        "{place}, {day}", "{place}, {day}", "{day}，{place}", "{place}, {day}", "{place}, {day}"
    ),
    "day_blank": five(
        f"ngày {SHORT} tháng {SHORT} năm 20{YEAR}",
        f"ວັນທີ {SHORT} ເດືອນ {SHORT} ປີ 20{YEAR}",
        f"20{YEAR}年{SHORT}月{SHORT}日",
        f"ថ្ងៃទី {SHORT} ខែ {SHORT} ឆ្នាំ 20{YEAR}",
        f"{SHORT}/{SHORT}/20{YEAR}",
    ),
    "kind_invitation": five("THƯ MỜI", "ໜັງສືເຊີນ", "邀请函", "លិខិតអញ្ជើញ", "LETTER OF INVITATION"),
    "kind_notice": five(
        "THƯ THÔNG BÁO", "ໜັງສືແຈ້ງການ", "通报函", "លិខិតជូនដំណឹង", "LETTER OF NOTIFICATION"
    ),
    "kind_protest": five("THƯ PHẢN KHÁNG", "ໜັງສືປະທ້ວງ", "抗议函", "លិខិតតវ៉ា", "LETTER OF PROTEST"),
    "kind_reply": five("THƯ TRẢ LỜI", "ໜັງສືຕອບ", "复函", "លិខិតឆ្លើយតប", "ANSWER"),
    "kind_greeting": five(
        "THƯ CHÚC MỪNG, CẢM ƠN",
        "ໜັງສືອວຍພອນ, ຂອບໃຈ",
        "贺函、感谢函",
        "លិខិតជូនពរ អរគុណ",
        "LETTER OF CONGRATULATION OR THANKS",
    ),
    "kind_other": five("THƯ", "ໜັງສື", "函", "លិខិត", "LETTER"),
    "invite": five(
        "{host} trân trọng kính mời đoàn đại biểu {guest} tham dự {meeting} giữa hai bên.",
        "{host} ຂໍຮຽນເຊີນຄະນະຜູ້ແທນ{guest} ເຂົ້າຮ່ວມ{meeting} ລະຫວ່າງສອງຝ່າຍ.",
        "{host}谨邀请{guest}代表团出席双方{meeting}。",
        "{host} សូមគោរពអញ្ជើញគណៈប្រតិភូ{guest} ចូលរួម{meeting} រវាងភាគីទាំងពីរ។",
        "{host} has the honour to invite the delegation of {guest} to the {meeting} of the two"
        " sides.",
    ),
    "invite_points": five(
        "Nội dung làm việc:", "ວາລະກອງປະຊຸມ:", "会谈议程：", "របៀបវារៈ:", "Points of the agenda:"
    ),
    "invite_answer": five(
        "Đề nghị Quý bên thông báo danh sách đoàn và ý kiến về nội dung làm việc{due} để hai bên"
        " chuẩn bị chu đáo.",
        "ຂໍໃຫ້ຝ່າຍທ່ານແຈ້ງລາຍຊື່ຄະນະ ແລະ ຄຳເຫັນກ່ຽວກັບວາລະກອງປະຊຸມ{due} ເພື່ອສອງຝ່າຍກະກຽມ.",
        "请贵方{due}告知代表团名单及对议程的意见，以便双方做好准备。",
        "សូមភាគីលោកជូនដំណឹងបញ្ជីគណៈប្រតិភូ និងមតិលើរបៀបវារៈ{due} ដើម្បីភាគីទាំងពីររៀបចំ។",
        "Kindly let us know the members of the delegation and your remarks on the agenda{due}, so"
        " that both sides may prepare.",
    ),
    "invite_due": five(" trước {day}", " ກ່ອນ{day}", "于{day}前", " មុន{day}", " before {day}"),
    "invite_close": five(
        "Trân trọng./.",
        "ຮຽນມາດ້ວຍຄວາມນັບຖື.",
        "顺致敬意。",
        "សូមទទួលនូវការគោរពដ៏ខ្ពង់ខ្ពស់។",
        "With high regards.",
    ),
}

# A unilateral record is ours alone and Vietnamese (Decree 30/2020, Annex I, form 1.9).
RECORD = {
    "letter_invites": "mời tham dự {title}",
    "record_kind": "BIÊN BẢN ĐƠN PHƯƠNG",
    "record_about": "{meeting} ngày {day}",
    "record_why": "Hai bên không đi đến thống nhất; biên bản này do phía Việt Nam lập để ghi lại"
    " diễn biến và báo cáo cấp trên.",
    "record_ended": "Cuộc họp kết thúc vào hồi {clock}, ngày {day}.",
    "record_secretary": "THƯ KÝ",
    "record_chair": "CHỦ TỌA",
}

WORDS = PROTOCOL | OFFICIAL | {key: {"vi": words} for key, words in RECORD.items()}
