"""Pure: of which items a file is evidence: "TỆP 3", "minh chứng việc 3 và 5"; with a file at hand also "3" alone."""

import re

from schedules.letters import clean, is_disguised, plain

_CODES = r"#?\d{1,4}(?:(?: ?, ?| va | )#?\d{1,4})*"
_NOUN = r"(?:tep|file|anh|hinh anh|hinh|tai lieu|bien ban|bao cao|van ban|ho so|ket qua|minh chung)"
_GIVEN = r"(?:(?:em |xin )?(?:gui|nop|bo sung|day la) )?"
_OF = r"(?: (?:cua|cho|ve))?"
_ITEM = r"(?:viec|ma|nhiem vu)"
_LABEL = rf"{_GIVEN}(?:tep|file|minh chung|(?:tep|file|anh) minh chung){_OF}(?: {_ITEM})?[ :]*"
_END = r"(?: (?:nhe|nha|a|anh|chi|em))*[.! ]*"
_NAMED = re.compile(rf"{_LABEL}({_CODES}){_END}")
_ALONE = re.compile(rf"(?:(?:(?:cua|cho) )?{_ITEM} ?|{_GIVEN}{_NOUN}(?: {_NOUN})*{_OF} {_ITEM} ?|)({_CODES}){_END}")


def evidence_codes(folded: str) -> tuple[int, ...]:
    """Return the codes of the items of which a folded text says that a file is evidence, () when it says more or less.

    "ảnh 3" says less: it may be the third picture; "tệp 3 chưa đủ" says more.
    """
    return _codes(_NAMED.fullmatch(folded))


def codes_alone(text: str) -> tuple[int, ...]:
    """Return the codes where a text names items and says nothing of them, as people write it under a file."""
    return () if is_disguised(text) else _codes(_ALONE.fullmatch(plain(clean(text))))


def _codes(found: re.Match[str] | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(code) for code in re.findall(r"\d+", found[1]))) if found else ()
