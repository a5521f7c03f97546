"""The pages of the desk, one for each place in the rail."""
