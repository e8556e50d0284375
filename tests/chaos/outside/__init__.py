"""What a process of a fault test believes beside its clock: which names there are, and whom to trust.

Two files of the folder that it runs in say so: the one certificate to trust, and, while it is there, that no name
resolves.
"""

from pathlib import Path

HERE = str(Path(__file__).parent)
TRUSTED, NO_NAMES = "trusted.pem", "no-names"
