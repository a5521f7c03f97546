"""The decision record: its parts in the order in which they are weighed, and what keeps them."""
