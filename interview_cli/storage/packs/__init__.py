"""Reading packs: from YAML files to checked questions, or to problems with a place."""
