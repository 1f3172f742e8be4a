"""The theme map: rows, charts, titles and cards."""
