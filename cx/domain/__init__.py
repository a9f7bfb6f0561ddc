"""What each number means: pure functions over the standard library and numpy, no input or output."""
