"""Places of the articles as official lists have them: what the lists of the project must hold.

Old unit: code, type word and name, district, province; then the codes and names of the units it
went into on 1 July 2025. Abroad: country, code, name, further names.
"""

OLD = (
    ("15013", "xã Na Mèo", "huyện Quan Sơn", "tỉnh Thanh Hóa", ("15013 xã Na Mèo",)),
    ("14866", "xã Mường Chanh", "huyện Mường Lát", "tỉnh Thanh Hóa", ("14866 xã Mường Chanh",)),
    ("14864", "xã Nhi Sơn", "huyện Mường Lát", "tỉnh Thanh Hóa", ("14864 xã Nhi Sơn",)),
    (
        "02761",
        "thị trấn Mường Khương",
        "huyện Mường Khương",
        "tỉnh Lào Cai",
        ("02761 xã Mường Khương",),
    ),
    ("02788", "xã Bản Lầu", "huyện Mường Khương", "tỉnh Lào Cai", ("02788 xã Bản Lầu",)),
    ("02770", "xã Nậm Chảy", "huyện Mường Khương", "tỉnh Lào Cai", ("02761 xã Mường Khương",)),
    ("06541", "xã Yên Khoái", "huyện Lộc Bình", "tỉnh Lạng Sơn", ("06541 xã Mẫu Sơn",)),
    ("06559", "xã Tam Gia", "huyện Lộc Bình", "tỉnh Lạng Sơn", ("06565 xã Khuất Xá",)),
    (
        "06622",
        "xã Bính Xá",
        "huyện Đình Lập",
        "tỉnh Lạng Sơn",
        ("06613 xã Đình Lập", "06625 xã Kiên Mộc"),
    ),
    ("06187", "thị trấn Cao Lộc", "huyện Cao Lộc", "tỉnh Lạng Sơn", ("06187 phường Kỳ Lừa",)),
    ("04222", "xã Chiềng Khương", "huyện Sông Mã", "tỉnh Sơn La", ("04222 xã Chiềng Khương",)),
    ("04219", "xã Mường Hung", "huyện Sông Mã", "tỉnh Sơn La", ("04219 xã Mường Hung",)),
    ("04168", "thị trấn Sông Mã", "huyện Sông Mã", "tỉnh Sơn La", ("04168 xã Sông Mã",)),
    ("15607", "xã Bát Mọt", "huyện Thường Xuân", "tỉnh Thanh Hóa", ("15607 xã Bát Mọt",)),
    ("15031", "xã Yên Khương", "huyện Lang Chánh", "tỉnh Thanh Hóa", ("15031 xã Yên Khương",)),
)
DISTRICTS = (
    ("387", "huyện Quan Sơn", "tỉnh Thanh Hóa"),
    ("384", "huyện Mường Lát", "tỉnh Thanh Hóa"),
    ("385", "huyện Quan Hóa", "tỉnh Thanh Hóa"),
    ("388", "huyện Lang Chánh", "tỉnh Thanh Hóa"),
    ("396", "huyện Thường Xuân", "tỉnh Thanh Hóa"),
    ("395", "huyện Thọ Xuân", "tỉnh Thanh Hóa"),
    ("083", "huyện Mường Khương", "tỉnh Lào Cai"),
    ("188", "huyện Lộc Bình", "tỉnh Lạng Sơn"),
    ("189", "huyện Đình Lập", "tỉnh Lạng Sơn"),
    ("183", "huyện Cao Lộc", "tỉnh Lạng Sơn"),
    ("126", "huyện Sông Mã", "tỉnh Sơn La"),
)
ABROAD = (
    ("LA", "0704", "Viêng Xay", ("Viengxay", "ວຽງໄຊ", "Muang Viangxai")),
    ("LA", "0706", "Sầm Tớ", ("Xamtai", "ຊຳໃຕ້", "Muang Xam-Tai")),
    ("LA", "0708", "Mường Ét", ("Muang Et", "ແອດ")),
    ("LA", "0707", "Sốp Bâu", ("Sopbao", "ສົບເບົາ")),
    ("LA", "0702", "Xiềng Khọ", ("Xiengkhor", "ຊຽງຄໍ້")),
    ("LA", "0701", "Sầm Nưa", ("Xam Nua", "Xam Neua")),
    ("CN", "532532", "Hà Khẩu", ("河口", "Hekou")),
    ("CN", "532625", "Mã Quan", ("马关", "Maguan")),
    ("CN", "451422", "Ninh Minh", ("宁明", "Ningming")),
    ("CN", "451422101", "Ái Điểm", ("爱店",)),
    ("CN", "451422104", "Đồng Miên", ("桐棉",)),
    ("CN", "451481", "Bằng Tường", ("凭祥", "Pingxiang")),
)
POSITIONS = (  # towns whose position is taken from GeoNames; its second "Viengxay" is another place
    ("LA", "0704", "20.40677", "104.22379"),
    ("LA", "0706", "19.99000", "104.63470"),
    ("LA", "0708", "20.81496", "104.00448"),
    ("CN", "532532", "22.53851", "104.01109"),
    ("VN", "387", "20.21233", "104.89217"),
)
CITIES = ("Thanh Hóa", "Lạng Sơn", "Sơn La", "Lào Cai")  # "thành phố" until 1 July 2025
# Provinces of today on the borders of Laos and China.
BORDER_PROVINCES = (
    *("04", "08", "11", "12", "14", "15", "20", "22"),
    *("38", "40", "42", "44", "46", "48", "51"),
)
