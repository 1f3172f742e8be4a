"""The theme investment: rows, charts, titles and cards."""
