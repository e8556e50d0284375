"""Certificates for the front, made by openssl."""

import ssl
import subprocess
from pathlib import Path


def made(certificate: Path) -> ssl.SSLContext:
    """Write a certificate of localhost that a client may trust; return what a server that shows it needs."""
    key = certificate.with_suffix(".key")
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "36500"]
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = ["openssl", "req", *options, *subject, "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, capture_output=True, check=True)  # valid by the machine's own clock, which TLS asks
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
