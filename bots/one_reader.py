"""Shell: one process of a machine at a time reads for a bot: a platform gives what people write to one reader only."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EADDRINUSE
from hashlib import sha256


@contextmanager
def only_reader(server: str, token: str) -> Iterator[bool]:
    """Yield whether no other process of this machine reads for the bot with this token at a server, until the body
    ends.

    The name of a socket without a file is held, which ends with the process, however that ends, and which no private
    folder of temporary files hides; of other machines the platform tells. Where there is no such thing it is yes.
    """
    if sys.platform != "linux":
        yield True
        return
    name = sha256(f"{server}\n{token}".encode()).hexdigest()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as held:
        try:
            held.bind(f"\0nhachan-{name}")
        except OSError as error:
            if error.errno != EADDRINUSE:
                raise
            yield False
            return
        yield True
