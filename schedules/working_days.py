"""Pure: the working calendar of Vietnamese offices: weekends, public holidays, swaps and make-up Saturdays."""
