"""Pure libraries: no web framework, no clock, no settings; each runs alone as a command."""
