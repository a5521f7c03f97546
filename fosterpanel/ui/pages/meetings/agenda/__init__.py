"""The agenda builder: what waits, the running order, one entry's particulars, and the paper as it will go out."""
