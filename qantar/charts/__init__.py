"""How things are drawn, whatever the theme: rows, panels, series, style, words, the layout for a phone."""
