"""Moves the clock as tests/moved_clock does, trusts one certificate, and knows no name while a file says so."""

import runpy
import socket
from pathlib import Path
from typing import Any

runpy.run_path(str(Path(__file__).parents[2] / "moved_clock" / "sitecustomize.py"))

import certifi  # noqa: E402

if Path("trusted.pem").exists():
    certifi.where = lambda: str(Path("trusted.pem").absolute())
_resolve = socket.getaddrinfo


def _getaddrinfo(*args: Any, **more: Any) -> Any:
    if Path("no-names").exists():
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return _resolve(*args, **more)


socket.getaddrinfo = _getaddrinfo
