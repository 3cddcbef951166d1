"""The pages of this duty."""
