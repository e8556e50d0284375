"""Shell: the TLS context that all HTTP clients share."""

import ssl
from functools import cache

import httpx


@cache
def tls() -> ssl.SSLContext:
    """Return what a client trusts; reading all certificates takes 40 ms of a processor, and the same are read once."""
    return httpx.create_ssl_context(trust_env=False)
