"""Samples of what the workflow says: a template, its facts, and the first line that follows."""

from dataclasses import replace
from typing import Any

from db.statuses import ItemStatus, RemarkKind
from reminders.desk.unreachable import Unreachable
from reminders.facts import ItemFacts
from reminders.workflow.replies import Note

NOT_DONE = Note(kind=RemarkKind.NOT_DONE, codes=(3,), text="mất điện")
PARTLY = Note(kind=RemarkKind.IN_PROGRESS, codes=(3,), percent=70)
WHY = Note(kind=RemarkKind.EXPLANATION, codes=(12,), text="mất điện")
DAY = {"day": "15/10/2021", "reason": "mất điện", "count": 1}
REFUSALS = {
    "never_late": "Việc 3 không có ngày hết hạn nên không cần gia hạn.",
    "undated": "Chưa rõ gia hạn việc 3 đến ngày nào nên chưa gửi đề nghị.",
    "past": "Ngày xin gia hạn việc 3 đã qua nên chưa gửi đề nghị.",
    "not_later": "Ngày xin gia hạn việc 3 không sau hạn hiện nay nên chưa gửi đề nghị.",
    "too_far": "Ngày xin gia hạn việc 3 quá xa (hơn một năm) nên chưa gửi đề nghị.",
}
NAME = "Phòng Nội vụ"


def workflow_samples(item: ItemFacts, late: ItemFacts) -> list[tuple[str, dict[str, Any], str]]:
    """Return the samples, about an item in time and a late one."""
    done = replace(item, status=ItemStatus.SUBMITTED, standing="Chờ xác nhận", completed="16:42 05/10/2021, đúng hạn")
    later = replace(item, deadline="đến hết ngày 15/10/2021", original=item.deadline, extensions=1)
    third = replace(late, alert=3)
    list_of_one = {"items": [item], "item": item, "coordinator": NAME, "reason": "", "shown": 10}
    one_done = {"items": [done], "item": done, "late": [], "at": "08:00 08/10/2021", "coordinator": NAME, "shown": 10}
    return [
        (
            "unreachable",
            {"rows": [Unreachable("UBND xã Ia Lang", "gone")], "days": 14, "at": "08:00 08/10/2021", "shown": 20},
            "Chưa liên lạc được: 1 cơ quan (08:00 08/10/2021)",
        ),
        ("urged", {"items": [late], "untold": [], "shown": 10}, "Đã nhắc 1 việc (gửi ngay, hoặc khi cơ quan mở cửa):"),
        (
            "urged",
            {"items": [], "untold": ["UBND xã Ia Lang"], "shown": 10},
            "Không nhắc được, chưa có ai liên kết chat: UBND xã Ia Lang.",
        ),
        (
            "waiting",
            {"items": [done], "agencies": 1, "at": "08:00 08/10/2021", "shown": 10},
            "Chờ xác nhận: 1 việc của 1 cơ quan (08:00 08/10/2021)",
        ),
        ("reminder", {"item": third}, "⚠️ Quá hạn 1 ngày làm việc – đôn đốc lần 3: Gửi kế hoạch khắc phục"),
        (
            "done",
            one_done | {"document": "số 45/BC-UBND", "is_nil": True},
            "Đã ghi nhận hoàn thành (không phát sinh) lúc 08:00 08/10/2021 – đúng hạn.",
        ),
        ("noted", {"item": item, "note": NOT_DONE}, "Đã ghi: việc 3 chưa xong (lý do: mất điện)."),
        ("noted", {"item": item, "note": PARTLY}, "Đã ghi: việc 3 đang làm, được 70%."),
        ("explained", {"item": late, "note": WHY}, "Đã ghi giải trình việc 12: mất điện"),
        (
            "rejected",
            list_of_one,
            "Đã ghi: việc 3 không phải của UBND xã Ia Dom; chờ Phòng Nội vụ phân công lại.",
        ),
        (
            "rejected",
            list_of_one | {"items": [item, late]},
            "Đã ghi: 2 việc không phải của UBND xã Ia Dom; chờ Phòng Nội vụ phân công lại.",
        ),
        (
            "not_ours",
            {"item": item, "named": "Pnôn", "suggested": "UBND xã Ia Pnôn", "reason": ""},
            "UBND xã Ia Dom báo việc 3 không phải của mình: Gửi kế hoạch khắc phục – hạn trước ngày 06/10/2021.",
        ),
        ("ours_again", {"item": item}, "UBND xã Ia Dom rút lại ý kiến về việc 3 và vẫn thực hiện."),
        *(
            ("extension_how", {"item": item, "why": why, "example": "08/10/2021"}, line)
            for why, line in REFUSALS.items()
        ),
        (
            "extension_sent",
            {"item": item, "coordinator": NAME, "is_told": True, **DAY},
            "Đã ghi đề nghị gia hạn việc 3 đến hết ngày 15/10/2021 (lý do: mất điện); đã gửi Phòng Nội vụ.",
        ),
        (
            "extension_asked",
            {"item": item, **DAY},
            "UBND xã Ia Dom xin gia hạn việc 3 đến hết ngày 15/10/2021 (lý do: mất điện).",
        ),
        (
            "extension_decided",
            {"item": later, "is_granted": True, **DAY},
            "Đã đồng ý gia hạn việc 3 của UBND xã Ia Dom đến hết ngày 15/10/2021.",
        ),
        (
            "extension_decided",
            {"item": item, "is_granted": False, **DAY},
            "Đã từ chối gia hạn việc 3 của UBND xã Ia Dom: mất điện.",
        ),
        (
            "extension_answer",
            {"item": later, "is_granted": True, "coordinator": NAME, **DAY},
            "Phòng Nội vụ đồng ý gia hạn việc 3 đến hết ngày 15/10/2021.",
        ),
        (
            "extension_answer",
            {"item": item, "is_granted": False, "coordinator": NAME, **DAY},
            "Phòng Nội vụ không đồng ý gia hạn việc 3: mất điện.",
        ),
        (
            "no_request",
            {"item": item},
            "Việc 3 của UBND xã Ia Dom không có đề nghị gia hạn nào đang chờ nên chưa ghi nhận gì: sắp đến hạn.",
        ),
        ("undone", {"item": item}, "Đã hủy: việc 3 trở lại như trước, sắp đến hạn."),
        (
            "not_undone",
            {"item": item},
            "Không hủy được: việc 3 không có gì vừa ghi trong 10 phút qua, hoặc đầu mối đã xử lý.",
        ),
        (
            "not_reassigned",
            {"item": item, "agency": "UBND xã Ia Pnôn"},
            "Chưa giao lại việc 3 cho UBND xã Ia Pnôn: cơ quan này đã có chính việc đó.",
        ),
        (
            "reassigned",
            {"item": item, "before": "UBND xã Ia Nan"},
            "Đã giao lại cho UBND xã Ia Dom (trước là UBND xã Ia Nan), mã mới 3.",
        ),
        (
            "taken_from_you",
            {"item": item, "agency": "UBND xã Ia Nan", "coordinator": NAME},
            "Phòng Nội vụ đã chuyển việc 3 cho UBND xã Ia Nan; UBND xã Ia Dom không còn phải làm.",
        ),
        (
            "assigned_to_you",
            {"item": item, "coordinator": NAME},
            "🔔 Phòng Nội vụ giao việc 3 cho UBND xã Ia Dom: Gửi kế hoạch khắc phục",
        ),
        (
            "story",
            {"item": later, "lines": ["09:00 24/09/2021: Rơ Mah H'Bơ (UBND xã Ia Dom) đã nhận việc"], "shown": 20},
            "Việc 3 – UBND xã Ia Dom: sắp đến hạn",
        ),
    ]
