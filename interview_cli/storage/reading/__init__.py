"""Files read whole: nothing but files, and those of the cache by their checksums."""
