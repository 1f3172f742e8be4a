"""The theme positions: rows, charts, titles and cards."""
