"""What people change, each checked before it is written."""
