"""Fixed wording for kinds of activities and of incidents, and the heads of their tables, in all
languages, for a native reader. Lao, Chinese and Khmer are not yet checked.
"""

from reports.papers.wording.prints import five

ACTIVITIES = {
    "act_visit": five("Thăm, làm việc", "ຢ້ຽມຢາມ, ເຮັດວຽກ", "访问", "ទស្សនកិច្ច", "Visits"),
    "act_congratulation": five("Chúc mừng", "ອວຍພອນ", "祝贺", "អបអរសាទរ", "Congratulations"),
    "act_gift": five("Tặng quà", "ມອບຂອງຂວັນ", "赠送礼品", "ជូនអំណោយ", "Gifts"),
    "act_culture": five(
        "Văn hóa, văn nghệ", "ວັດທະນະທຳ, ສິລະປະ", "文化艺术", "វប្បធម៌ សិល្បៈ", "Culture and arts"
    ),
    "act_sport": five("Thể thao", "ກິລາ", "体育", "កីឡា", "Sport"),
    "act_festival": five("Lễ hội", "ບຸນປະເພນີ", "节庆", "ពិធីបុណ្យ", "Festivals"),
    "act_market": five("Chợ phiên, hội chợ", "ຕະຫຼາດນັດ", "集市", "ផ្សារ", "Markets"),
    "act_clinic": five(
        "Khám, chữa bệnh", "ກວດ, ປິ່ນປົວພະຍາດ", "诊疗", "ពិនិត្យ ព្យាបាលជំងឺ", "Medical care"
    ),
    "act_training": five("Đào tạo, tập huấn", "ຝຶກອົບຮົມ", "培训", "ការបណ្តុះបណ្តាល", "Training"),
    "act_law_talk": five(
        "Tuyên truyền pháp luật", "ໂຄສະນາກົດໝາຍ", "法律宣传", "ផ្សព្វផ្សាយច្បាប់", "Law talks"
    ),
    "act_patrol_support": five(
        "Bảo vệ đường biên, mốc quốc giới",
        "ປົກປັກຮັກສາເສັ້ນຊາຍແດນ, ຫຼັກໝາຍ",
        "护边护碑",
        "ការពារខ្សែព្រំដែន និងបង្គោល",
        "Guarding the line and markers",
    ),
    "act_other": five("Hoạt động khác", "ກິດຈະກຳອື່ນ", "其他活动", "សកម្មភាពផ្សេង", "Other activities"),
    "t_activity": five("Hoạt động", "ກິດຈະກຳ", "活动", "សកម្មភាព", "Activity"),
    "t_times": five("Số lần", "ຈຳນວນຄັ້ງ", "次数", "ចំនួនលើក", "Times"),
    "t_measured": five(
        "Số đã ghi", "ຕົວເລກທີ່ບັນທຶກ", "记录数据", "តួលេខដែលបានកត់ត្រា", "What was counted"
    ),
    "acts_people": five("người dự", "ຜູ້ເຂົ້າຮ່ວມ", "参加人数", "អ្នកចូលរួម", "people"),
    "acts_patients": five("lượt người bệnh", "ຄົນເຈັບ", "诊疗人次", "អ្នកជំងឺ", "patients"),
    "acts_sessions": five("buổi", "ຄັ້ງ", "场次", "វគ្គ", "sessions"),
    "acts_gifts": five("suất quà", "ຊຸດຂອງຂວັນ", "礼品", "អំណោយ", "gifts"),
    "acts_teams": five("đội, đoàn", "ທີມ, ຄະນະ", "队伍", "ក្រុម", "teams"),
    "acts_stalls": five("gian hàng", "ຮ້ານ", "摊位", "តូប", "stalls"),
    "acts_money": five("tiền", "ເງິນ", "款项", "ប្រាក់", "money"),
    "acts_other": five("khác", "ອື່ນໆ", "其他", "ផ្សេងៗ", "other"),
}

INCIDENTS = {
    "inc_marker": five(
        "Hư hại mốc, đường biên",
        "ຫຼັກໝາຍ, ເສັ້ນຊາຍແດນເສຍຫາຍ",
        "界碑、边界线受损",
        "ខូចខាតបង្គោល ខ្សែព្រំដែន",
        "Damage to a marker or to the line",
    ),
    "inc_stream": five(
        "Biến đổi dòng chảy", "ການປ່ຽນແປງສາຍນ້ຳ", "河流改道", "ការប្រែប្រួលខ្សែទឹក", "Change of a stream"
    ),
    "inc_construction": five(
        "Xây dựng gần đường biên",
        "ການກໍ່ສ້າງໃກ້ເສັ້ນຊາຍແດນ",
        "边界附近施工",
        "សំណង់ជិតខ្សែព្រំដែន",
        "Works near the line",
    ),
    "inc_crossing": five(
        "Xuất, nhập cảnh trái phép",
        "ການເຂົ້າ-ອອກເມືອງຜິດກົດໝາຍ",
        "非法出入境",
        "ឆ្លងដែនខុសច្បាប់",
        "Illegal crossing",
    ),
    "inc_settling": five(
        "Xâm canh, xâm cư",
        "ການບຸກລຸກທຳການຜະລິດ ແລະ ຢູ່ອາໄສ",
        "越界耕种、越界居住",
        "ដាំដុះ និងតាំងលំនៅឆ្លងដែន",
        "Tilling or settling across the line",
    ),
    "inc_marriage": five(
        "Kết hôn không giá thú",
        "ການແຕ່ງດອງບໍ່ຖືກຕ້ອງຕາມກົດໝາຍ",
        "无婚姻登记的婚姻",
        "អាពាហ៍ពិពាហ៍គ្មានច្បាប់",
        "Unregistered marriage",
    ),
    "inc_smuggling": five("Buôn lậu", "ການລັກລອບຄ້າຂາຍ", "走私", "រត់ពន្ធ", "Smuggling"),
    "inc_territory": five(
        "Xâm nhập lãnh thổ", "ການບຸກລຸກດິນແດນ", "侵入领土", "ចូលទឹកដី", "Intrusion into territory"
    ),
    "inc_resources": five(
        "Xâm hại tài nguyên",
        "ການລະເມີດຊັບພະຍາກອນ",
        "侵害资源",
        "រំលោភធនធាន",
        "Encroachment on resources",
    ),
    "inc_environment": five(
        "Tổn hại môi trường",
        "ຜົນເສຍຫາຍຕໍ່ສິ່ງແວດລ້ອມ",
        "损害环境",
        "ខូចខាតបរិស្ថាន",
        "Damage to the environment",
    ),
    "inc_migration": five(
        "Di cư tự do", "ການອົບພະຍົບເສລີ", "自由迁移", "ចំណាកស្រុកសេរី", "Free migration"
    ),
    "inc_religion": five(
        "Hoạt động tôn giáo trái phép",
        "ການເຄື່ອນໄຫວສາສະໜາຜິດກົດໝາຍ",
        "非法宗教活动",
        "សកម្មភាពសាសនាខុសច្បាប់",
        "Unlawful religious activity",
    ),
    "inc_drugs": five("Ma túy", "ຢາເສບຕິດ", "毒品", "គ្រឿងញៀន", "Drugs"),
    "inc_weapons": five(
        "Vũ khí, vật liệu nổ",
        "ອາວຸດ, ວັດຖຸລະເບີດ",
        "武器、爆炸物",
        "អាវុធ គ្រឿងផ្ទុះ",
        "Weapons and explosives",
    ),
    "inc_trafficking": five(
        "Mua bán người", "ການຄ້າມະນຸດ", "拐卖人口", "ជួញដូរមនុស្ស", "Human trafficking"
    ),
    "inc_disaster": five(
        "Thiên tai, dịch bệnh",
        "ໄພທຳມະຊາດ, ພະຍາດລະບາດ",
        "自然灾害、疫情",
        "គ្រោះធម្មជាតិ ជំងឺរាតត្បាត",
        "Natural disaster or epidemic",
    ),
    "inc_accident": five(
        "Tai nạn, người nước ngoài tử vong",
        "ອຸບັດຕິເຫດ, ຄົນຕ່າງປະເທດເສຍຊີວິດ",
        "事故、外国人死亡",
        "គ្រោះថ្នាក់ ជនបរទេសស្លាប់",
        "Accident or death of a foreigner",
    ),
    "inc_handover": five(
        "Trao trả người, tài sản",
        "ການສົ່ງ-ຮັບຄົນ, ຊັບສິນ",
        "移交人员、财物",
        "ប្រគល់-ទទួលមនុស្ស ទ្រព្យ",
        "Handing over of persons or goods",
    ),
    "inc_order": five(
        "Trật tự công cộng", "ຄວາມເປັນລະບຽບຮຽບຮ້ອຍ", "公共秩序", "សណ្តាប់ធ្នាប់សាធារណៈ", "Public order"
    ),
    "inc_other": five("Vụ việc khác", "ເຫດການອື່ນ", "其他事件", "ករណីផ្សេង", "Other"),
    "t_kind": five("Loại vụ việc", "ປະເພດເຫດການ", "事件类别", "ប្រភេទករណី", "Kind"),
    "t_cases": five("Số vụ", "ຈຳນວນເຫດການ", "起数", "ចំនួនករណី", "Cases"),
    "t_total": five("Cộng", "ລວມ", "合计", "សរុប", "Total"),
}

WORDS = ACTIVITIES | INCIDENTS
