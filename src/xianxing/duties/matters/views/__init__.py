"""Pages of the duty of matters."""
