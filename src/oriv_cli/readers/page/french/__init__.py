"""The tables of French words that an archive page is read by."""
