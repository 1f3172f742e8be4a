"""The entry: ``streamlit run dashboard.py``.

An ``st.App`` over ``qantar/app.py``, so that the folder ``pages/`` isn't beside the main script
(which would switch Streamlit's own page discovery on) and the data have addresses of their own.
"""

from pathlib import Path

import streamlit as st

from qantar import ui, web

BASE = str(st.get_option("server.baseUrlPath") or "")
app = st.App(
    Path(__file__).parent / "qantar" / "app.py",
    routes=web.routes(BASE),
    middleware=web.middleware(BASE),
    lifespan=web.warm(ui.work_ahead),
)
