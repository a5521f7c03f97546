"""The service and its store: founding it, its people and keys, backing it up, what opens it."""
