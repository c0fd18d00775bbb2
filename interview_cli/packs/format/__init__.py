"""The pack format: from YAML values to questions, or to problems."""
