"""The keys of a store: its slots, the file they are kept in, and the ways to open them."""
