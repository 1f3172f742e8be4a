"""What is known: tables and their models, checks, the filter by source, quantities, ledger, citations."""
