"""What people see of everything: today, oversight, homes, items, and their stories."""
