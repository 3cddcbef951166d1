"""The life of what was decided, pure: stages, lamps, the reminder ladder, overlaps, minutes, clocks of objections."""
