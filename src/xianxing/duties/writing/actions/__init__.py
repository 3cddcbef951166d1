"""What is done with official documents: one verb, one function, one ledger entry."""
