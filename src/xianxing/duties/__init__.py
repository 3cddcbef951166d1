"""The duties of an office: one folder each, all of one shape, found by discovery."""
