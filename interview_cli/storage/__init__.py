"""What is kept: packs, the journal, caches, and where they lie."""
