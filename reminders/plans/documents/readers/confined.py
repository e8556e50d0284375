"""Shell: the readers of Word, Excel and PDF run in a process of their own, so that no file can take all memory or time.

The child reads the file from its standard input and writes the document, or the refusal, to its standard output.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from reminders.plans.documents.document import Block, Document, LeftOut, Paragraph, Row, Source, Table
from reminders.plans.documents.readers.refusals import DAMAGED, TOO_SLOW, PlanUnreadable
from reminders.plans.documents.readers.scans import MAX_SCANNED, PAGE_SECONDS

MAX_SECONDS = 60
SCANS_SECONDS = MAX_SCANNED * PAGE_SECONDS
"""What pages of a PDF may take that Tesseract reads, each within a limit of its own."""
MAX_MEMORY_BYTES = 1_500_000_000
_REFUSED = 3


def read_confined(found: str, content: bytes) -> Document:
    """Return the document read by a child process. PlanUnreadable as the reader says, or if it takes too much."""
    command = [sys.executable, "-m", "reminders.plans.documents.readers.confined", found]
    seconds = MAX_SECONDS + 5 + (SCANS_SECONDS if found == "pdf" else 0)
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise PlanUnreadable(TOO_SLOW) from error
    if done.returncode == _REFUSED:
        raise PlanUnreadable(done.stdout.decode())
    if done.returncode:
        is_limit = done.returncode < 0 or b"MemoryError" in done.stderr
        raise PlanUnreadable(TOO_SLOW if is_limit else DAMAGED)
    plain = json.loads(done.stdout)
    left_out = (LeftOut(one["text"], one["why"], Source(**one["source"])) for one in plain["left_out"])
    return Document(tuple(map(_block, plain["blocks"])), tuple(plain["warnings"]), tuple(left_out))


def _block(plain: dict[str, Any]) -> Block:
    if "rows" in plain:
        return Table(tuple(Row(tuple(row["cells"]), Source(**row["source"])) for row in plain["rows"]))
    return Paragraph(plain["text"], Source(**plain["source"]), is_heading=plain["is_heading"])


def _readers() -> dict[str, Callable[[bytes], Document]]:
    from reminders.plans.documents.readers.docx import read_docx
    from reminders.plans.documents.readers.html import read_html, read_web_archive
    from reminders.plans.documents.readers.pdf import read_pdf
    from reminders.plans.documents.readers.spreadsheet_xml import read_spreadsheet_xml
    from reminders.plans.documents.readers.xlsx import read_xlsx

    return {
        "docx": read_docx,
        "xlsx": read_xlsx,
        "pdf": read_pdf,
        "html": read_html,
        "web archive": read_web_archive,
        "spreadsheet xml": read_spreadsheet_xml,
    }


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit of the parent holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def main() -> int:
    """Read standard input with the reader named on the command line; the exit code says how it went."""
    _limit()
    try:
        document = _readers()[sys.argv[1]](sys.stdin.buffer.read())
    except PlanUnreadable as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        return _REFUSED
    sys.stdout.buffer.write(json.dumps(asdict(document)).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
