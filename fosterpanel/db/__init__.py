"""The encrypted store: takes domain records and gives them back; nothing outside this room knows SQL."""
