"""Gap-free numbers per series and year."""
