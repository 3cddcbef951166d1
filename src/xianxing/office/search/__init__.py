"""Full-text search over everything, filtered by who may see it."""
