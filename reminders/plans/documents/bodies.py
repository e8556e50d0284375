"""Pure: the names of agencies inside running text: a list taken apart, and the body a sentence is about."""

import re

from schedules.letters import fold

# What the name of a body begins with. Capitals matter: "Ban Chỉ huy Quân sự" is a body, "các phòng, ban" goes on.
_NAMED = (
    r"Phòng(?!,? chống)|Sở(?! hữu)|Ban(?! hành)|Văn phòng|VP|Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|HDND|"
    r"Hội đồng(?! thi)|Chi [Cc]ục|"
    r"Cục|Tổng cục|Kho bạc|KBNN|Trung tâm|Công an|Bộ(?= [A-ZĐ])|Bảo hiểm|BHXH|Bưu điện|Büro điện|Viễn thông|Điện lực|"
    r"Hội(?! nghị| thảo| thi)|Hiệp [Hh]ội|Liên minh|Đoàn|Liên đoàn|Thanh tra(?= [Ss]ở| tỉnh| huyện| thành| nhà| Chính)|"
    r"Trường(?! hợp)|Bệnh viện|Trạm|Tổ(?! chức)|Viện|Tòa án|Toà án|Ngân hàng|Đài|Báo(?! cáo)|Cổng thông tin|Hạt|Quỹ|"
    r"Mặt trận|MTTQ|Huyện [ủu]y|Huyện đoàn|Tỉnh đoàn|Thị đoàn|Thành đoàn|Tỉnh ủy|Thành ủy|Đảng ủy|Chi bộ|Học viện|"
    r"Công ty|Tổng công ty|Tập đoàn|Thư viện|Bảo tàng|Vườn quốc gia|Lãnh đạo|Bộ phận|Đội(?! ngũ)|Đồn|Hải quan|"
    r"Thuế(?= tỉnh| huyện| cơ sở| khu vực| thành)|Thường trực(?= [A-ZĐ])|TT\.|Đảng bộ|Cơ quan|Đơn vị|Trưởng|Chánh|"
    r"Đại học|Vụ(?= [A-ZĐ]|,)|Xã(?= [A-ZĐ])|Phường(?= [A-ZĐ])|Thị trấn|Đặc khu|Ngành(?= [A-ZĐ])"
)
_MEMBERS = (
    "cơ quan|đơn vị|phòng|sở|ban|bộ|ngành|xã|phường|thị trấn|huyện|tỉnh|thành phố|địa phương|tổ chức|"
    "đoàn thể|chủ đầu tư|"
    "trường|doanh nghiệp|cấp|hội|ubnd|ủy ban|trung tâm|cơ sở|bệnh viện|tổ|đảng|chi|thôn|công ty|đài|cục|thành viên|"
    "đồng chí|ủy viên|lực lượng|nhà thầu|ban quản lý|đội|trạm|hợp tác xã|cá nhân|cán bộ|sở,"
)
_ANY_CASE = (
    rf"(?:các|toàn thể|tất cả(?: các)?|mỗi|từng)(?= (?:{_MEMBERS}))|thủ trưởng|người đứng đầu|chủ tịch|giám đốc|"
    r"trưởng phòng|trưởng các|hiệu trưởng|chánh văn phòng|ban quản lý|chủ đầu tư|cấp ủy"
)
_HEAD = rf"(?:(?:{_NAMED})(?!\w)|(?i:{_ANY_CASE})(?!\w))"
_STARTS = re.compile(rf"{_HEAD}|(?i:phòng, ban|sở, (?:ban|ngành)|(?:đơn vị|cơ quan|địa phương)(?= \w))")
_HEADS = re.compile(_HEAD)
_ADVERBIAL = re.compile(
    r"(?i)(?:trong|căn cứ|trên cơ sở|hàng|hằng|định kỳ|trước|sau|khi|nếu|để|nhằm|chậm nhất|từ|đến|vào|"
    r"đối với|theo|riêng|ngoài|với|tại|ngay|đồng thời|thường xuyên|quá trình|bên cạnh|giai đoạn|năm|quý|tháng)\b"
)
_COMMA = re.compile(rf"\s*(?:[;/\n]|(?<!H[ĐD]ND)[,.]?\s+(?:và|cùng với|cùng|hoặc)|,)\s*(?={_HEAD})|\s*[;/\n]\s*")
_AFTER_COMMA = re.compile(r"[,:]\s+")
_WITHOUT_COMMA = re.compile(
    r"(?:(?<=tháng)|(?<=quý)|(?<=năm)|(?<=tuần)|(?<=\d)|(?<=mắc)|(?<=thực hiện))\s+"
    r"(?=(?:các|mỗi) (?:cơ quan|đơn vị|phòng|sở|ban|xã|địa phương)|(?:UBND|Sở|Phòng|Ủy ban|Văn phòng) )"
)
_MISSING_COMMA = re.compile(r"(?:(?<= huyện)|(?<= tỉnh)|(?<= phường)|(?<= thành phố)) (?=các )")
_INTRO = re.compile(
    r"(?i)^(?:đồng thời,? |riêng |đối với |do |cho |là |gồm:? |trách nhiệm:? )?"
    r"(?:(?:(?:chủ tịch )?(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân) (?:tỉnh|huyện|xã|phường|thành phố|quận|thị xã) )?"
    r"(?:giao|đề nghị|yêu cầu|phân công|chỉ đạo|giao cho|đôn đốc)(?: trách nhiệm)?(?: cho)?:? )?"
)
_BARE = re.compile(
    r"(?:Vụ|Cục|Sở|Ban|Phòng|Ngành|Chi cục|Trung tâm|Viện|Trường|Hội|Đoàn thể)(?:$| (?:thuộc|trực|có|liên))"
)
_PERSON = re.compile(
    r"(?i)^(?:đồng chí |các đồng chí )?(?:thủ trưởng|người đứng đầu|lãnh đạo|chủ tịch|phó chủ tịch|giám đốc|"
    r"trưởng|chánh)\s+(?=\w)"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_TRAILING = re.compile(r"[\s.,;:–/-]+$|(?i:\s+(?:chịu trách nhiệm|có trách nhiệm|làm đầu mối))$")
_TIDY = (
    (re.compile(r"\bHDND\b"), "HĐND"),
    (re.compile(r"\b([A-ZĐ]{3,}) ?[-–] ?([A-ZĐ]{3,})\b"), r"\1-\2"),
    (re.compile(r"(\w)- (\w)| \w -(\w)"), lambda m: f"{m[1]} – {m[2]}" if m[1] else m[0]),
    (re.compile(r"\b(Văn phòng) \1\b"), r"\1"),
)
# Words a sentence goes on with behind its subject, in small letters as in running text.
_VERBS = (
    "chủ trì|chủ động|phối hợp|tham mưu|tổ chức|xây dựng|rà soát|thường xuyên|tiếp tục|tăng cường|thực hiện|theo dõi|"
    "có trách nhiệm|chịu trách nhiệm|căn cứ|kịp thời|định kỳ|hàng|hằng|báo cáo|tổng hợp|hướng dẫn|triển khai|kiểm tra|"
    "đôn đốc|đẩy mạnh|nâng cao|bố trí|gửi|trình|để|nhằm|về việc|thống nhất|đề xuất|hoàn thành|hoàn thiện|"
    "cập nhật|công khai|công bố|niêm yết|"
    "quán triệt|nghiêm túc|tập trung|làm đầu mối|làm|đăng ký|(?<!công )lập|ban hành|xác định|"
    "tuyên truyền|phổ biến|cung cấp|"
    "tiến hành|phải|cần|được|nghiên cứu|bám sát|ưu tiên|kiện toàn|quan tâm|chỉ đạo|phân công|đánh giá|cử|"
    "giúp|trực tiếp|"
    "tự|khẩn trương|đảm bảo|bảo đảm|duy trì|ứng dụng|tích cực|phấn đấu|giải quyết|xử lý|thẩm định|tiếp nhận|thống kê|"
    "phản ánh|rút|khắc phục|thành lập|hỗ trợ|vận động|đưa|quản lý|giám sát|tập huấn|đào tạo|dự toán|"
    "cân đối|phát động|sơ kết|tổng kết|hằng năm|mở|chuẩn bị|tham gia|đề nghị|yêu cầu|giao|trên cơ sở|theo|tại|đến|"
    "trước|chậm nhất|trong|từ|khi|sau|nhập|cấp|thu|chi|rà|soát|in|phát|cùng|bàn giao|thanh toán|quyết toán|giải ngân|"
    "chấm|lựa chọn|điều tra|khảo sát|số hóa|vận hành|kết nối|chuyển|thông báo|cam kết|quy định|phê duyệt|nộp|tiết kiệm|"
    "huy động|điều động|sẵn sàng|(?<!hường )trực|bảo vệ|chịu|nắm|lồng ghép|khai thác|sử dụng|mua sắm|thu hồi|di dời|"
    "sơ tán|tìm kiếm|"
    "phòng ngừa|tạo điều kiện|ký|tiếp thu|giải trình|sửa đổi|bổ sung|điều chỉnh|khen thưởng|kiến nghị|tư vấn|phân bổ|"
    "chấn chỉnh|lưu trữ|tham dự|họp|ghi nhận|đối chiếu|tích hợp|chia sẻ|khảo nghiệm|phân tích|công nhận|đăng tải"
)
_NOUNS = {
    "tổ chức": re.compile(
        r"tổ chức(?:,| (?:chính trị|xã hội|đoàn thể|có|liên quan|thuộc|tín dụng|hành chính|và|cá nhân|kinh tế|đảng))"
    ),
    "quản lý": re.compile(r"quản lý"),
    "xây dựng": re.compile(r"xây dựng (?:huyện|tỉnh|thành phố|khu vực|cơ bản)"),
    "đăng ký": re.compile(r"đăng ký đất"),
    "được": re.compile(r"được (?:kiểm toán|thanh tra|kiểm tra)"),
    "hỗ trợ": re.compile(r"hỗ trợ (?:nông dân|người|doanh nghiệp)"),
    "thu": re.compile(r"thu "),
    "chi": re.compile(r"chi "),
    "tại": re.compile(r"tại (?:huyện|tỉnh|xã|địa phương|địa bàn)"),
    "từ": re.compile(r"từ "),
    "cấp": re.compile(r"cấp (?:ủy|uỷ|xã|huyện|tỉnh|cơ sở|trung học)"),
    "đào tạo": re.compile(r"đào tạo(?: nghề|,| và| trên)"),
    "cùng": re.compile(r"cùng cấp"),
}
_CAPITAL_VERBS = (
    "Kịp thời|Thường xuyên|Tiếp tục|Chủ trì|Chủ động|Phối hợp|Tham mưu|Tăng cường|Có trách nhiệm|Định kỳ|"
    "Hàng|Hằng|Căn cứ|Tích cực|Trước|Chậm nhất"
)
_VERB = re.compile(rf"(?<![\w-])(?:{_VERBS}|{_CAPITAL_VERBS})(?!\w)")
_FIRST_VERB = re.compile(rf"(?i)^(?:{_VERBS})(?!\w)")
_ACT = re.compile(
    r"(?i)(?<![\w-])(?!(?:để|nhằm|hàng|hằng|hằng năm|theo|tại|đến|trước|trong|từ|khi|sau|cùng|cấp|thu|chi|trên cơ sở|"
    rf"căn cứ|chậm nhất|định kỳ|phải|cần|được|về việc)(?!\w))(?:{_VERBS})(?!\w)"
)
_LONGEST_SUBJECT = 260
_LONGEST_HEADING = 150


def names_an_act(text: str) -> bool:
    """Say whether a verb stands in a text: something is to be done."""
    return bool(_ACT.search(text) or re.match(r"(?i)(?:cấp|thu|chi) ", text))


def split_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies and groups a list names, each as tidied words, in order and once.

    "các phòng, ban, ngành" and "UBND các xã, thị trấn" stay one group; ";" and "/" always part, "," and "và" only
    before the head of another name: "Sở Văn hóa, Thể thao và Du lịch" is one body.
    """
    pieces = [part for piece in _COMMA.split(text) if piece for part in _MISSING_COMMA.split(piece)]
    named: list[str] = []
    for name in filter(None, map(tidy_name, pieces)):
        if named and is_group(named[-1]) and _BARE.match(name):
            named[-1] += f", {name}"
        else:
            named.append(name)
    return tuple(dict.fromkeys(named))


def tidy_name(text: str) -> str:
    """Return a name without list marks, brackets and stops at its ends, with HĐND and dashes as they are spelt."""
    name = re.sub(r"\s+", " ", re.sub(r"^[-+•*\s]+", "", text)).strip()
    name = _BRACKETS.sub("", name).strip()
    while _TRAILING.search(name):
        name = _TRAILING.sub("", name)
    for pattern, tidied in _TIDY:
        name = pattern.sub(tidied, name)
    name = re.sub(r"(?i)^(?:và|gồm|do|là)\s+", "", name)
    return name[:1].upper() + name[1:]


def is_group(name: str) -> bool:
    """Say whether a name means several bodies that are not named: "các phòng, ban, ngành", "UBND các xã, thị trấn"."""
    words = f" {fold(_PERSON.sub('', name))} "
    several = (" cac ", " moi ", " tung ", " toan the ", " tat ca ", " phong ban nganh ", " so ban nganh ", " cap xa ")
    return any(word in words for word in several) or words.startswith((" phong ban ", " so nganh ", " chu dau tu "))


def without_person(name: str) -> str:
    """Return the body behind a post: "Chủ tịch UBND các xã" → "UBND các xã"."""
    return _PERSON.sub("", name)


def is_body(text: str) -> bool:
    """Say whether a text begins as the name of a body or a group does."""
    return bool(_STARTS.match(text.strip()))


def leading_bodies(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies a sentence begins with and the rest of it; nothing where it does not begin with any.

    "Giao Sở Nội vụ tổng hợp …" → ("Sở Nội vụ",), "tổng hợp …".
    """
    intro = _INTRO.match(text)
    start = intro.end() if intro else 0
    if not _STARTS.match(text, start):
        return (), text
    end = _end_of_subject(text, start)
    if end is None:
        return (), text
    names = split_bodies(text[start:end])
    return names, text[end:].lstrip(" ,:–-")


def _end_of_subject(text: str, start: int) -> int | None:
    limit = min(len(text), start + _LONGEST_SUBJECT)
    text = _BRACKETS.sub(lambda found: " " * len(found[0]), text)
    stop = text.find(":", start, limit)
    head = _STARTS.match(text, start)
    for found in _VERB.finditer(text, head.end() if head else start, limit):
        word = found[0]
        noun = _NOUNS.get(word)
        if (noun and noun.match(text, found.start())) or text[: found.start()].endswith(("quản lý dự án đầu tư ",)):
            continue
        if stop >= 0 and stop < found.start():
            return stop
        return found.start() if found.start() > start else None
    return stop if stop >= 0 else None


def subject_after(text: str) -> tuple[tuple[str, ...], str]:
    """Return the bodies named behind an adverbial: "Trước ngày 25 hằng tháng, các sở gửi …", and what they do."""
    if not _ADVERBIAL.match(text):
        return (), text
    for boundary in (_AFTER_COMMA, _WITHOUT_COMMA):
        for found in boundary.finditer(text[:_LONGEST_SUBJECT]):
            names, doing = leading_bodies(text[found.end() :])
            if names and _HEADS.match(text, found.end()) and _FIRST_VERB.match(doing):
                return names, doing
    return (), text


def heading_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a paragraph begins with or consists of: "Sở Tư pháp chủ trì …", "Phòng Nội vụ:", "Sở Y tế"."""
    names, _ = leading_bodies(text)
    if names or len(text) > _LONGEST_HEADING or not is_body(text) or text.endswith("."):
        return names
    return split_bodies(text)


def listed_bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a cell or a labelled part names; what a sentence in it says about them is left out."""
    names: list[str] = []
    for piece in re.split(r"[;\n]", text):
        names += leading_bodies(piece.strip())[0] or split_bodies(piece)
    return tuple(dict.fromkeys(names))


def cooperating_and_doing(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who cooperates and who carries out, of a part headed "phối hợp/thực hiện".

    Those before the slash cooperate, those behind it carry out; without a slash all carry out.
    """
    for slash in re.finditer(r"\s*/\s*", text):
        if is_body(text[slash.end() :]) or is_group(text[slash.end() :]):
            return listed_bodies(text[: slash.start()]), listed_bodies(text[slash.end() :])
    return (), listed_bodies(text)


def bodies_after(text: str, marker: str) -> tuple[str, ...]:
    """Return the bodies named behind some words: those behind "phối hợp với"."""
    at = text.lower().find(marker)
    return leading_bodies(text[at + len(marker) :].strip())[0] if at >= 0 else ()
