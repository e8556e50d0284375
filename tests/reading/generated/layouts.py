"""Pure: how plans are laid out: each layout turns a model into the blocks of a document, which `renderings` write."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.reading.generated.model import Assigned, Model


@dataclass(frozen=True)
class Grid:
    """A table; the first row is its header."""

    rows: tuple[tuple[str, ...], ...]


Piece = str | Grid
Layout = Callable[[Model], Iterator[Piece]]


def head(model: Model) -> Iterator[Piece]:
    """Yield what stands above every plan."""
    yield "ỦY BAN NHÂN DÂN XÃ ĐỒNG SEN"
    yield f"Số: {model.number}/KH-UBND"
    yield "Đồng Sen, ngày 05 tháng 01 năm 2026"
    yield "KẾ HOẠCH"
    yield "Triển khai các việc của xã năm 2026"


def _with(duty: Assigned) -> str:
    return f" phối hợp với {duty.cooperating}" if duty.cooperating else ""


def prose_items(model: Model) -> Iterator[Piece]:
    """1. Phòng X dọn vệ sinh đường làng trước ngày …"""
    yield "II. TỔ CHỨC THỰC HIỆN"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. {duty.body}{_with(duty)} {duty.task} {duty.phrase}."


def prose_leads(model: Model) -> Iterator[Piece]:
    """1. Phòng X chủ trì, phối hợp với Y dọn vệ sinh đường làng, hoàn thành trước ngày …"""
    yield "II. TỔ CHỨC THỰC HIỆN"
    for at, duty in enumerate(model.duties, 1):
        how = f"chủ trì, phối hợp với {duty.cooperating}" if duty.cooperating else "chủ trì"
        yield f"{at}. {duty.body} {how} {duty.task}, hoàn thành {duty.phrase}."


def assigned_to(model: Model) -> Iterator[Piece]:
    """1. Giao Phòng X dọn vệ sinh đường làng trước ngày …"""
    yield "II. NHIỆM VỤ"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. Giao {duty.body}{_with(duty)} {duty.task} {duty.phrase}."


def addressee_above(model: Model) -> Iterator[Piece]:
    """1. Phòng X: / a) Dọn vệ sinh đường làng trước ngày …"""
    yield "II. NHIỆM VỤ CỤ THỂ"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. {duty.body}:"
        yield f"a) {duty.title}{_with(duty)} {duty.phrase}."
        yield "b) Bố trí người, phương tiện từ nguồn sẵn có."


def addressee_inline(model: Model) -> Iterator[Piece]:
    """1. Phòng X: dọn vệ sinh đường làng; thời hạn: trước ngày …"""
    yield "II. PHÂN CÔNG"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. {duty.body}: {duty.task}{_with(duty)}; thời hạn: {duty.phrase}."


def in_brackets(model: Model) -> Iterator[Piece]:
    """- Dọn vệ sinh đường làng (Phòng X, trước ngày …)"""
    yield "II. NỘI DUNG CÔNG VIỆC"
    for duty in model.duties:
        yield f"- {duty.title} ({duty.body}, {duty.phrase})."


def labelled_parts(model: Model) -> Iterator[Piece]:
    """1. Dọn vệ sinh đường làng / - Cơ quan chủ trì: Phòng X. / - Thời gian hoàn thành: trước ngày …"""
    yield "II. NHIỆM VỤ"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. {duty.title}"
        yield f"- Cơ quan chủ trì: {duty.body}."
        if duty.cooperating:
            yield f"- Cơ quan phối hợp: {duty.cooperating}."
        yield f"- Thời gian hoàn thành: {duty.phrase}."


def plain_labels(model: Model) -> Iterator[Piece]:
    """Việc số 1: … / Người làm: … / Cùng làm: … / Xong: …: labels that nobody foresaw."""
    yield "DANH MỤC VIỆC"
    for at, duty in enumerate(model.duties, 1):
        yield f"Việc số {at}: {duty.title}"
        yield f"Nơi làm: {duty.body}"
        if duty.cooperating:
            yield f"Cùng làm: {duty.cooperating}"
        yield f"Bao giờ xong: {duty.phrase}"


def addressee_list(model: Model) -> Iterator[Piece]:
    """1. Yêu cầu các đơn vị: A và B: / a) Dọn …: whoever is named owes each letter."""
    yield "II. YÊU CẦU"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. Yêu cầu {'các đơn vị: ' if len(duty.leads) > 1 else ''}{' và '.join(duty.leads)}:"
        yield f"a) {duty.title}; thời gian {duty.phrase};"
        yield "b) Giữ gìn tài sản chung."


def time_first(model: Model) -> Iterator[Piece]:
    """- Trước ngày …, Phòng X dọn vệ sinh đường làng."""
    yield "II. LỊCH LÀM VIỆC"
    for duty in model.duties:
        yield f"- {duty.phrase[0].upper()}{duty.phrase[1:]}, {duty.body}{_with(duty)} {duty.task}."


def given_behind(model: Model) -> Iterator[Piece]:
    """1. Việc dọn vệ sinh đường làng, giao Phòng X, xong trước ngày …"""
    yield "III. KẾT LUẬN"
    for at, duty in enumerate(model.duties, 1):
        yield f"{at}. Việc {duty.task}, giao {duty.body}, {duty.phrase}."


def labelled_lines(model: Model) -> Iterator[Piece]:
    """Tên nhiệm vụ: … / Đơn vị chủ trì: … / Thời hạn: …, the lines of a duty without a gap."""
    yield "PHỤ LỤC"
    for at, duty in enumerate(model.duties, 1):
        lines = [f"{at}. Tên nhiệm vụ: {duty.title}", f"Đơn vị chủ trì: {duty.body}"]
        lines += [f"Đơn vị phối hợp: {duty.cooperating}"] if duty.cooperating else []
        yield "\n".join([*lines, f"Thời hạn: {duty.phrase}"])


def _table(header: tuple[str, ...], order: str) -> Layout:
    """Return a layout of one table; `order`: n number, t task, l lead, c cooperating, d deadline, - empty."""

    def layout(model: Model) -> Iterator[Piece]:
        yield "PHỤ LỤC"
        yield "DANH MỤC NHIỆM VỤ"
        rows = [header]
        for at, duty in enumerate(model.duties, 1):
            cells = {"n": str(at), "t": duty.title, "l": duty.body, "c": duty.cooperating, "d": duty.phrase, "-": ""}
            rows.append(tuple(cells[cell] for cell in order))
        yield Grid(tuple(rows))

    return layout


LAYOUTS: Mapping[str, Layout] = {
    "prose items": prose_items,
    "prose leads": prose_leads,
    "assigned to": assigned_to,
    "addressee above": addressee_above,
    "addressee inline": addressee_inline,
    "in brackets": in_brackets,
    "labelled parts": labelled_parts,
    "plain labels": plain_labels,
    "addressee list": addressee_list,
    "time first": time_first,
    "given behind": given_behind,
    "labelled lines": labelled_lines,
    "table": _table(("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành"), "ntlcd"),
    "table turned": _table(("TT", "Thời hạn", "Đơn vị chủ trì", "Nội dung công việc", "Phối hợp"), "ndltc"),
    "table of questions": _table(("TT", "Công việc", "Ai làm", "Khi nào xong"), "ntld"),
    "table of odd headers": _table(("Số", "Bên nhận việc", "Đầu việc", "Mốc", "Ghi chú"), "nltd-"),
}
