"""What is known: tables and their models, checks, the filter by source, quantities, ledger, citations."""

import pandas as pd

# Our tables are small and are read by the cell, where Python's own texts are a fifth to a half quicker than Arrow's.
# Set here, since pandera, which the models import, takes over what holds then.
pd.set_option("mode.string_storage", "python")
