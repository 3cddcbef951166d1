"""What is filled in about papers and incoming documents."""
