"""Cars and rooms by OR-Tools CP-SAT, an optional package: the models are aggregated, gaps are said aloud."""
