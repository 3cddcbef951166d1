"""The demo office: an invented city, its people, and sixty days of work, the same for the same seed."""
