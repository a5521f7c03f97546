"""Foster homes and the register: terms, temporary approvals, reviews, what is changing."""
