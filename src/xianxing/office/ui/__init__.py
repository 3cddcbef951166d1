"""Design tokens, page frame, command palette and the parts that pages are built of."""
