"""The theme overview: rows, charts, titles and cards."""
