"""An office full of invented people and papers, so that every page is worth looking at."""
