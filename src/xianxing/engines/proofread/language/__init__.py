"""The language model: characters as numbers, counts of their sequences, confusions and their ranking."""
