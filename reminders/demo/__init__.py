"""The demo: the real plan, its people and a stepped clock in the sandbox."""
