"""Meridian: a demo company made from a seed, with stories planted in its answers."""
