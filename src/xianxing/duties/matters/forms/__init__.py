"""Forms of the duty of matters."""
