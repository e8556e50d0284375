"""Shell: files of other Office formats into .docx or .xlsx, by LibreOffice without a window where it is installed.

It runs in a folder and with a profile of its own, with limits on memory, time and what it writes, and without the
service's environment, where the tokens are; it runs no macro and fetches nothing a file links to.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from reminders.plans.documents.readers.refusals import CONVERTER_FAILED, NO_CONVERTER, PlanUnreadable

TARGETS = {"doc": "docx", "odt": "docx", "rtf": "docx", "xls": "xlsx", "ods": "xlsx"}
"""Formats that are read by LibreOffice, and what it makes of each."""
SECONDS = 60.0
MEMORY_KIB = 4_000_000
"""Addresses, not memory in use: LibreOffice maps more than two gigabytes and uses a tenth of it."""
WRITTEN_BLOCKS = 400_000
"""Of 512 bytes: 200 MB."""

_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_LIMITS = f'ulimit -v {MEMORY_KIB}; ulimit -t {SECONDS:g}; ulimit -f {WRITTEN_BLOCKS}; exec "$0" "$@"'
_OFF = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{}"><value>true</value></prop></item>'
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{_OFF.format('DisableMacrosExecution')}{_OFF.format('BlockUntrustedRefererLinks')}</oor:items>"
)


def can_convert() -> bool:
    """Say whether LibreOffice is installed."""
    return shutil.which("soffice") is not None


def in_present_format(found: str, content: bytes) -> bytes:
    """Return a file as .docx or .xlsx. PlanUnreadable where LibreOffice is missing, fails or takes too long."""
    command, target = shutil.which("soffice"), TARGETS[found]
    if command is None:
        raise PlanUnreadable(NO_CONVERTER.format(found=found, target=target))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "user").mkdir()
        (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = folder / f"document.{found}"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={folder.as_uri()}"
        switches = ["--headless", "--norestore", "--nologo", "--nolockcheck", profile]
        made = ["--convert-to", _FILTERS[target], "--outdir", str(folder / "made"), str(source)]
        why = _run([command, *switches, *made], folder)
        result = folder / "made" / f"document.{target}"
        if why or not result.is_file():
            raise PlanUnreadable(CONVERTER_FAILED.format(found=found, target=target, why=why or "không có kết quả"))
        return result.read_bytes()


def _run(command: list[str], folder: Path) -> str:
    """Run a command within limits; return what went wrong, "" for nothing. It leaves no process behind."""
    environment = {"HOME": str(folder), "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    limited = ["sh", "-c", _LIMITS, *command]
    with subprocess.Popen(
        limited, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=environment, start_new_session=True
    ) as running:
        try:
            code = running.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return f"quá {SECONDS:g} giây"
        finally:  # the whole group: soffice is a script that starts what does the work
            subprocess.run(["sh", "-c", f"kill -s KILL -- -{running.pid}"], stderr=quiet, check=False)
            running.kill()
        return "chương trình gặp lỗi" if code else ""
