"""What official documents go through, as pure rules: content, life, changes, numbers of words. No framework."""
