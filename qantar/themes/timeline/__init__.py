"""The theme timeline: rows, charts, titles and cards."""
