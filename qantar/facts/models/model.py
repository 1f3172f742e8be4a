"""What the models of all tables share."""

from __future__ import annotations

import pandera.pandas as pa


class Model(pa.DataFrameModel):
    """What all tables share: exactly these columns, in this order."""

    class Config:
        strict = True
        ordered = True
