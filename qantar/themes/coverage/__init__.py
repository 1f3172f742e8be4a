"""The theme coverage: rows, charts, titles and cards."""
