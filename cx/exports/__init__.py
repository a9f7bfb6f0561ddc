"""Tables and charts become files to take away; every cell of text is made harmless on its way out."""
