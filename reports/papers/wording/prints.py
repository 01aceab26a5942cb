"""Fixed wording of texts, hand-over records and letters: each sentence in all its languages, so
that a native reader has them side by side. Lao, Chinese and Khmer are not yet checked.

What a letter of the office says is Vietnamese only. The signs of `blanks` stand for dots.
"""

from reports.papers.blanks import SHORT, YEAR


def five(vi: str, lo: str, zh: str, km: str, en: str) -> dict[str, str]:
    return {"vi": vi, "lo": lo, "zh": zh, "km": km, "en": en}


KINDS = {
    "kind_agreement": five("THỎA THUẬN", "ຂໍ້ຕົກລົງ", "协议", "កិច្ចព្រមព្រៀង", "AGREEMENT"),
    "kind_memorandum": five(
        "BẢN GHI NHỚ",
        "ບົດບັນທຶກຄວາມເຂົ້າໃຈ",
        "谅解备忘录",
        "អនុស្សរណៈនៃការយោគយល់",
        "MEMORANDUM OF UNDERSTANDING",
    ),
    "kind_regulation": five(
        "QUY CHẾ KẾT NGHĨA", "ລະບຽບການຜູກມິດ", "结对规约", "បទបញ្ជាមេត្រីភាព", "TWINNING REGULATION"
    ),
    "kind_programme": five(
        "CHƯƠNG TRÌNH HỢP TÁC",
        "ແຜນການຮ່ວມມື",
        "合作计划",
        "កម្មវិធីសហប្រតិបត្តិការ",
        "COOPERATION PROGRAMME",
    ),
    "kind_minutes": five("BIÊN BẢN", "ບົດບັນທຶກ", "会谈纪要", "កំណត់ហេតុ", "MINUTES"),
}

TEXTS = {
    "article": five(
        "Điều {number}", "ມາດຕາ {number}", "第{number}条", "មាត្រា {number}", "Article {number}"
    ),
    "transcript": five("BẢN CHÉP LẠI", "ສະບັບຄັດລອກ", "抄件", "ច្បាប់ចម្លង", "TRANSCRIPT"),
    "foot_copy": five(
        "Bản giữ của {party}", "ສະບັບຂອງ{party}", "{party}存本", "ច្បាប់របស់{party}", "Copy of {party}"
    ),
    "text_copies": five(
        "Văn bản này được lập thành 02 bản, mỗi bản bằng {languages}, có giá trị như nhau;"
        " mỗi bên giữ 01 bản.",
        "ເອກະສານນີ້ ເຮັດເປັນ 02 ສະບັບ, ແຕ່ລະສະບັບເປັນ{languages}, ມີຄຸນຄ່າເທົ່າທຽມກັນ; ແຕ່ລະຝ່າຍຮັກສາໄວ້ 01 ສະບັບ.",
        "本文件一式两份，每份均用{languages}写成，各种文本同等作准；双方各执一份。",
        "ឯកសារនេះធ្វើជា 02 ច្បាប់, ច្បាប់នីមួយៗជា{languages}, មានតម្លៃស្មើគ្នា; ភាគីនីមួយៗរក្សាទុក 01 ច្បាប់។",
        "Done in 02 originals, each in {languages}, all texts being equally authentic;"
        " each side keeps 01.",
    ),
    "done_where": five(
        "Làm tại {place},",
        "ເຮັດທີ່ {place},",
        "签署地点：{place}",
        "ធ្វើនៅ {place},",
        "Done at {place},",
    ),
    "done_when": five("{day}.", "{day}.", "签署日期：{day}", "{day}។", "{day}."),
}

HAND_OVER = {
    "hand_title": five(
        "BIÊN BẢN BÀN GIAO", "ບົດບັນທຶກມອບ-ຮັບ", "交接书", "កំណត់ហេតុប្រគល់-ទទួល", "RECORD OF HAND-OVER"
    ),
    "hand_between": five(
        "giữa {first}", "ລະຫວ່າງ {first}", "{first}", "រវាង {first}", "between {first}"
    ),
    "hand_day": five(
        "Ngày bàn giao: {day}.",
        "ວັນທີມອບ-ຮັບ: {day}.",
        "交接日期：{day}。",
        "ថ្ងៃប្រគល់-ទទួល: {day}។",
        "Day of the hand-over: {day}.",
    ),
    "hand_day_blank": five(
        f"Ngày bàn giao: ngày {SHORT} tháng {SHORT} năm 20{YEAR}.",
        f"ວັນທີມອບ-ຮັບ: ວັນທີ {SHORT} ເດືອນ {SHORT} ປີ 20{YEAR}.",
        f"交接日期：20{YEAR}年{SHORT}月{SHORT}日。",
        f"ថ្ងៃប្រគល់-ទទួល: ថ្ងៃទី {SHORT} ខែ {SHORT} ឆ្នាំ 20{YEAR}។",
        f"Day of the hand-over: {SHORT}/{SHORT}/20{YEAR}.",
    ),
    "hand_place": five("Địa điểm:", "ສະຖານທີ່:", "地点：", "ទីកន្លែង:", "Place:"),
    "hand_project": five("Khoản viện trợ:", "ໂຄງການຊ່ວຍເຫຼືອ:", "援助项目：", "គម្រោងជំនួយ:", "Aid:"),
    "hand_basis": five("Căn cứ:", "ອີງຕາມ:", "依据：", "យោង:", "On the ground of:"),
    "hand_amount": five("Tổng giá trị:", "ມູນຄ່າລວມ:", "总金额：", "តម្លៃសរុប:", "Total value:"),
    "giver": five("Bên giao:", "ຝ່າຍມອບ:", "移交方：", "ភាគីប្រគល់:", "Handing over:"),
    "receiver": five("Bên nhận:", "ຝ່າຍຮັບ:", "接收方：", "ភាគីទទួល:", "Receiving:"),
    "stands_for": five("Người đại diện:", "ຜູ້ຕາງໜ້າ:", "代表：", "តំណាង:", "Represented by:"),
    "with_post": five("Chức vụ:", "ຕຳແໜ່ງ:", "职务：", "មុខតំណែង:", "Post:"),
    "h_hand_sides": five("HAI BÊN", "ສອງຝ່າຍ", "双方", "ភាគីទាំងពីរ", "THE TWO SIDES"),
    "h_hand_what": five(
        "NỘI DUNG BÀN GIAO", "ເນື້ອໃນການມອບ-ຮັບ", "交接内容", "ខ្លឹមសារប្រគល់-ទទួល", "WHAT IS HANDED OVER"
    ),
    "h_hand_state": five(
        "TÌNH TRẠNG, NGHIỆM THU",
        "ສະພາບ ແລະ ການກວດຮັບ",
        "状况与验收",
        "ស្ថានភាព និងការទទួលយក",
        "CONDITION AND ACCEPTANCE",
    ),
    "t_item": five("Hạng mục", "ລາຍການ", "项目", "មុខទំនិញ", "Item"),
    "t_result": five("Kết quả", "ຜົນໄດ້ຮັບ", "成果", "លទ្ធផល", "Result"),
    "t_quantity": five(
        "Số lượng, giá trị", "ຈຳນວນ, ມູນຄ່າ", "数量、金额", "បរិមាណ, តម្លៃ", "Quantity, value"
    ),
    "t_given_on": five("Ngày giao", "ວັນທີມອບ", "交付日期", "ថ្ងៃប្រគល់", "Given on"),
    "n_given": five(
        "Đã giao theo từng lần", "ໄດ້ມອບແຕ່ລະຄັ້ງ", "历次交付", "បានប្រគល់តាមលើក", "Delivered so far"
    ),
    "n_not_added": five(
        "Số lượng và giá trị ghi như trong sổ; không cộng các loại với nhau.",
        "ຈຳນວນ ແລະ ມູນຄ່າ ຂຽນຕາມບັນຊີ; ບໍ່ບວກເຂົ້າກັນ.",
        "数量和金额按登记册所载，各类不相加。",
        "បរិមាណ និងតម្លៃសរសេរតាមបញ្ជី; មិនបូកចូលគ្នា។",
        "Quantities and values as in the register; kinds are not added up.",
    ),
    "hand_condition": five(
        "Tình trạng khi bàn giao:",
        "ສະພາບໃນເວລາມອບ-ຮັບ:",
        "交接时状况：",
        "ស្ថានភាពពេលប្រគល់:",
        "Condition at the hand-over:",
    ),
    "hand_acceptance": five("Nghiệm thu:", "ການກວດຮັບ:", "验收：", "ការទទួលយក:", "Acceptance:"),
    "accepted": five(
        "đã nghiệm thu {day}", "ໄດ້ກວດຮັບ {day}", "{day}已验收", "បានទទួលយក {day}", "accepted, {day}"
    ),
    "with_remarks": five(
        "đã nghiệm thu {day}, có ý kiến kèm theo",
        "ໄດ້ກວດຮັບ {day}, ມີຄຳເຫັນຄັດຕິດ",
        "{day}已验收，附有意见",
        "បានទទួលយក {day}, មានមតិភ្ជាប់",
        "accepted with remarks, {day}",
    ),
    "hand_remarks": five("Ý kiến khác:", "ຄຳເຫັນອື່ນ:", "其他意见：", "មតិផ្សេង:", "Remarks:"),
    "hand_copies": five(
        "Biên bản được lập thành 02 bản, mỗi bản bằng {languages}, có giá trị như nhau;"
        " mỗi bên giữ 01 bản.",
        "ບົດບັນທຶກນີ້ ເຮັດເປັນ 02 ສະບັບ, ແຕ່ລະສະບັບເປັນ{languages}, ມີຄຸນຄ່າເທົ່າທຽມກັນ; ແຕ່ລະຝ່າຍຮັກສາໄວ້ 01 ສະບັບ.",
        "本交接书一式两份，每份均用{languages}写成，各种文本同等作准；双方各执一份。",
        "កំណត់ហេតុនេះធ្វើជា 02 ច្បាប់, ច្បាប់នីមួយៗជា{languages}, មានតម្លៃស្មើគ្នា; ភាគីនីមួយៗរក្សាទុក 01 ច្បាប់។",
        "Done in 02 originals, each in {languages}, all texts being equally authentic;"
        " each side keeps 01.",
    ),
    "sign_giver": five(
        "ĐẠI DIỆN BÊN GIAO", "ຕາງໜ້າຝ່າຍມອບ", "移交方代表", "តំណាងភាគីប្រគល់", "FOR THE SIDE HANDING OVER"
    ),
    "sign_receiver": five(
        "ĐẠI DIỆN BÊN NHẬN", "ຕາງໜ້າຝ່າຍຮັບ", "接收方代表", "តំណាងភាគីទទួល", "FOR THE RECEIVING SIDE"
    ),
}

# Decree 30/2020, Annex I; the sentences are the office's own.
LETTER = {
    "letter_subject": "V/v lấy ý kiến đối với dự thảo {title}",
    "letter_opening": "Căn cứ {law}, {office} đề nghị"
    " {addressee} cho ý kiến bằng văn bản đối với dự thảo {title}.",
    "letter_law": "Luật Thỏa thuận quốc tế số 70/2020/QH14",
    "letter_you": "Quý cơ quan",
    "letter_h_text": "1. Về văn bản dự kiến ký",
    "letter_title": "Tên văn bản: {title}.",
    "letter_parties": "Các bên: {first} và {last}.",
    "letter_languages": "Ngôn ngữ: {languages}.",
    "letter_term": "Hiệu lực dự kiến: {term}.",
    "letter_h_content": "2. Nội dung chính",
    "letter_cooperation": "Lĩnh vực, nội dung hợp tác: {words}",
    "letter_mode": "Hình thức hợp tác: {words}",
    "letter_binding": "Văn bản nêu rõ không ràng buộc về pháp lý.",
    "letter_h_asked": "3. Nội dung đề nghị cho ý kiến",
    "letter_asked": "Đề nghị {addressee} cho ý kiến về sự phù hợp của dự thảo với quy định của pháp"
    " luật và điều ước quốc tế có liên quan, và về những nội dung thuộc phạm vi quản lý được giao.",
    "letter_due": "Văn bản trả lời xin gửi về {office} chậm nhất {day}{limit} để tổng hợp.",
    "letter_limit": ", trong thời hạn {days} kể từ {since}",
    "letter_within": "Văn bản trả lời xin gửi về {office} trong thời hạn {days} kể từ ngày nhận"
    " được văn bản này để tổng hợp.",
    "letter_no_limit": "Văn bản trả lời xin gửi về {office} trước {day} để tổng hợp.",
    "letter_working_days": "{n} ngày làm việc",
    "letter_days": "{n} ngày",
    "letter_enclosed": "Gửi kèm văn bản này:",
    "letter_draft": "Dự thảo văn bản bằng {language}",
    "letter_closing": "{office} trân trọng cảm ơn sự phối hợp của {addressee}./.",
    "letter_blank_day": f"ngày {SHORT} tháng {SHORT} năm 20{YEAR}",
}

WORDS = KINDS | TEXTS | HAND_OVER | {key: {"vi": words} for key, words in LETTER.items()}
