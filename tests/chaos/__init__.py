"""Fault tests from outside: real `nhachan serve` processes, and the platform's own list of what came: `make chaos`."""
