"""The window: calls acts, shows records, holds no rule."""
