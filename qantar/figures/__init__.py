"""The charts: one module per theme, one function per chart, table in and figure out."""
