"""Every verb on matters."""
