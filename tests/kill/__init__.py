"""Real processes are killed under load; nothing acknowledged is lost, nothing happens twice."""
