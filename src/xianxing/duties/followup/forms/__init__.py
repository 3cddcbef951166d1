"""What the pages of follow-up ask for."""
