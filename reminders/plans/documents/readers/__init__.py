"""The readers of plan files, one per format; `opening.read_document` chooses by content."""
