"""What came in, by which channel, and where it went."""
