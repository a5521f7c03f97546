"""The business of the panel: items from taking in to deferral or withdrawal, and actions."""
