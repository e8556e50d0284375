"""Shell: named queries, each asking one question."""
