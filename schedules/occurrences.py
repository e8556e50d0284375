"""Pure: from a rule to its due instants: what falls due between two instants, from the rule alone."""
