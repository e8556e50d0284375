"""Small registers for focused stories, as their files would read."""

HEAD = """
format = 1

[plan]
key = "ke-hoach-9"
number = "9/KH-UBND"
short = "KH 9/KH-UBND"
title = "Kế hoạch công tác"
issuer = "ubnd-huyen"
issued_on = "01/09/2021"
coordinator = "phong-noi-vu"

[[agency]]
key = "ubnd-huyen"
name = "UBND huyện Đức Cơ"

[[agency]]
key = "phong-noi-vu"
name = "Phòng Nội vụ"
parent = "ubnd-huyen"

[[agency]]
key = "ubnd-xa-ia-dom"
name = "UBND xã Ia Dom"
parent = "ubnd-huyen"

[[agency]]
key = "ubnd-xa-ia-pnon"
name = "UBND xã Ia Pnôn"
parent = "ubnd-huyen"

[[agency]]
key = "ubnd-xa-ia-lang"
name = "UBND xã Ia Lang"
parent = "ubnd-huyen"

[[agency]]
key = "ubnd-xa-ia-nan"
name = "UBND xã Ia Nan"
parent = "ubnd-huyen"
"""

DOM, PNON, LANG, NAN = "ubnd-xa-ia-dom", "ubnd-xa-ia-pnon", "ubnd-xa-ia-lang", "ubnd-xa-ia-nan"


def plan(*duties: str) -> str:
    """Return a register with these duties."""
    return "\n".join([HEAD, *duties])


def duty(clause: str, title: str, rule: str, *, lead: str = DOM) -> str:
    """Return a duty; `rule` is an inline table."""
    return f"""
[[obligation]]
clause = "{clause}"
title = "{title}"
lead = ["{lead}"]
phrase = "như văn bản"
rule = {{ {rule} }}
sources = [{{ clause = "{clause}", phrase = "như văn bản" }}]
"""


def for_many(count: int, rule: str) -> tuple[str, list[str]]:
    """Return a register with one duty of `count` communes, and their keys."""
    keys = [f"xa-{number:03}" for number in range(count)]
    agencies = [f'[[agency]]\nkey = "{key}"\nname = "UBND {key}"\nparent = "ubnd-huyen"\n' for key in keys]
    group = f'[[group]]\nkey = "cac-xa"\nname = "Các xã"\nmembers = {keys}\n'
    return plan(*agencies, group, duty("1", "Gửi kế hoạch khắc phục", rule, lead="cac-xa")), keys


def on_date(day: str) -> str:
    """Return the rule "trước ngày …"."""
    return f'kind = "date", on = "{day}", bound = "before"'


EVERY_THURSDAY = 'kind = "weekly", weekdays = ["thu"], at = "15:00", bound = "before"'

SUBMISSION = duty("1", "Gửi kế hoạch khắc phục", on_date("06/10/2021"))
"""Before 06/10/2021 (a Wednesday), so the last day to act is Tuesday 05/10."""

WEEKLY = duty("2", "Báo cáo tiến độ giải ngân", EVERY_THURSDAY)
