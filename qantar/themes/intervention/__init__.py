"""The theme intervention: rows, charts, titles and cards."""
