"""先行: a self-hosted system for a general office."""
