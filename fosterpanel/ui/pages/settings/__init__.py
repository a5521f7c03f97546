"""Settings: the service, its people, the rule book and local policy, security, backups."""
