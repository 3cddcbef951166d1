"""What the pages of follow-up read."""
