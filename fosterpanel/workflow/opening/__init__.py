"""Opening the program: a new service, an invented one, sitting down at the desk, trying the whole program."""
