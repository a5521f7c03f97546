"""What a panel recommends and its minutes: written, agreed, signed, put right."""
