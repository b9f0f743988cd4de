"""View models to Rich, JSON, CSV, Markdown and HTML: the only room that imports rich."""
