"""Pages of laws, tables, drafts and decisions."""
