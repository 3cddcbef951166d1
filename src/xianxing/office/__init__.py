"""What every duty shares; it knows no duty."""
