"""Help for authors: the schema, a template, pages about rules, and writing YAML."""
