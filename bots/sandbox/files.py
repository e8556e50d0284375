"""Pure: a file in a chat of the sandbox."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ChatFile:
    """A file that a person or a bot sent. `said_size`: what the platform says of its size, where that is not true."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    said_size: int | None = None

    @property
    def size(self) -> int:
        """The size in bytes, as the platform says it."""
        return len(self.content) if self.said_size is None else self.said_size
