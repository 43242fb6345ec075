"""English that is wrong in every text: forms, agreement, sentences without a verb."""
