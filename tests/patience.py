"""How long a test waits before it takes what it waits for as hanging; no test is about how fast the machine is."""

PATIENCE_SECONDS = 120
