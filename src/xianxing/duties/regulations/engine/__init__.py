"""Laws read from files, compared, cited, asked; packs of limits; templates. Pure."""
