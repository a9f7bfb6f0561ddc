"""What people read: one frozen object a page, everything that page says, computed in one go."""
