"""Every read of official documents that touches more than one table."""
