"""Notices to people, and the outbox that keeps open pages fresh."""
