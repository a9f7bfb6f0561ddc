"""Facts become sentences: the only room that puts a comparative word before a reader, and only one a verdict backs."""
