"""Pure: what a word or a figure in a reply can be a sign of."""

from enum import Enum, auto


class Sign(Enum):
    """The part a word plays. Negation, doubt and time to come weigh more than any sign of completion."""

    __hash__ = object.__hash__  # members are single, and Enum's own hash costs a tenth of a reading

    # completion
    DONE = auto()  # xong, hoàn tất: says by itself that it is done
    COMPLETE = auto()  # hoàn thành: done, or an order to do it
    VERB = auto()  # gửi, nộp, làm: done only with "đã" or "rồi"
    TELL = auto()  # báo, nhắn: to be told is not done
    PIECE = auto()  # số liệu, phụ lục: a part of a duty
    ALREADY = auto()  # đã, vừa
    THEN = auto()  # rồi
    JUST = auto()  # mới: just now before the verb, only then after it
    FINE = auto()  # ok rồi, được rồi
    TICK = auto()  # ✅
    # negation and doubt
    NOT_YET = auto()  # chưa
    NO = auto()  # không, chẳng, đừng
    FAIL = auto()  # không kịp, quên
    DOUBT = auto()  # tưởng, chắc, phải, nếu không phải …
    IF = auto()  # nếu
    WHEN = auto()  # khi nào, bao giờ
    WAIT = auto()  # chờ, đợi
    PART = auto()  # một nửa, cơ bản, dự thảo
    TROUBLE = auto()  # vướng, mất điện
    OTHERS = auto()  # bên kia, các xã: somebody else's work
    SOFT = auto()  # ha, chứ: could be a question
    # under way
    DOING = auto()  # đang
    NEAR = auto()  # sắp, gần
    WILL = auto()  # sẽ, để em
    SIGNING = auto()  # trình, ký, duyệt: on its way through the office
    DAYPART = auto()  # chiều, tối: of which day is not said
    # seen
    SEEN = auto()  # đã nhận, đã rõ
    YES = auto()  # vâng, ok
    # asking
    ASK = auto()  # gì, sao, ai
    TAG = auto()  # à, hả, phải không
    MAY = auto()  # được không
    HELP = auto()
    # more time
    EXTEND = auto()  # gia hạn, lùi
    LEAVE = auto()  # cho em xin, xin, cho
    MORE = auto()  # thêm
    UNTIL = auto()  # đến, sang, trước
    SINCE = auto()  # từ
    # somebody else's
    NOT_OURS = auto()  # không phải việc của, nhầm đơn vị
    PASS = auto()  # chuyển, giao
    TURN_TO = auto()  # hỏi, liên hệ
    CHARGE = auto()  # phụ trách, chủ trì
    OF = auto()  # của, thuộc
    BODY = auto()  # phòng, xã, ubnd
    SIDE = auto()  # bên
    OURS = auto()  # phòng em
    NIL = auto()  # không phát sinh
    # the rest of a sentence
    NOUN = auto()  # báo cáo, việc
    REPORT = auto()  # báo cáo: a noun, or a verb after a pronoun
    BOSS = auto()  # sếp, lãnh đạo: addressed, or to sign first
    PERSON = auto()  # em, anh
    MANNER = auto()  # ạ, nhé: says nothing
    CAN = auto()  # được
    ALL = auto()  # hết, tất cả
    EXCEPT = auto()  # trừ
    LEFT = auto()  # còn
    WHY = auto()  # vì, do
    BUT = auto()  # nhưng, mà
    AND = auto()  # và, với
    UNKNOWN = auto()
    # figures
    CODE = auto()
    MAYBE_CODE = auto()  # "số 12", "báo cáo 12": a code only if such an item is open
    DATE = auto()
    SPAN = auto()  # 3 ngày
    PERCENT = auto()
    DOCUMENT = auto()
    COUNT = auto()  # 12 xã
    FIGURE = auto()  # hours, money, long numbers
    # punctuation
    STOP = auto()
    PAUSE = auto()
    QUERY = auto()
    JOINT = auto()  # + & / -


def signs(names: str) -> frozenset[Sign]:
    """Return the set of the signs with these names, written with spaces between."""
    return frozenset([Sign[name] for name in names.split()])
