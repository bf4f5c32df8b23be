"""Whether yes or no answers, and which."""
