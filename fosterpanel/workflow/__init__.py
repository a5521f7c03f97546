"""The acts of the office, one function each: rules, store and documents together."""
