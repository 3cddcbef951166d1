"""Every verb of follow-up; one function changes each stage."""
