"""The theme disagreements: rows, charts, titles and cards."""
