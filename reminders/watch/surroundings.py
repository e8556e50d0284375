"""Shell: what stands around the service: the disk and the backups."""

import shutil
from datetime import UTC, datetime
from pathlib import Path


def disk_free(folder: Path) -> int | None:
    """Return how many bytes are free where a folder is, None where that cannot be asked."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def newest_file_at(folder: Path) -> datetime | None:
    """Return when the newest file of a folder was written (its own folders count too), None when there is none."""
    try:
        times = [path.stat().st_mtime for path in folder.rglob("*") if path.is_file()]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None
