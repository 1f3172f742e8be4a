"""How quick the dashboard is, beside the smallest Streamlit app in the same run: `make bench`, `make load`."""
