"""Rules that are patterns in a syntax tree: queries as data, one pass over each file, a claim per match that holds."""
