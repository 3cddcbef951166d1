"""Settings, URLs, server and command line, assembled from the duties that are found."""
