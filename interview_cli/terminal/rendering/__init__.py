"""What everything on screen is made of: pages, Markdown, wording, menus and prompts."""
