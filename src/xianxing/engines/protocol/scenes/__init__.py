"""One module for each family of scenes. A module offers them as `SCENES`; nothing here lists the modules."""
