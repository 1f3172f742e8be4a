"""The theme alliances: rows, charts, titles and cards."""
