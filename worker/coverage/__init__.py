"""Coverage reports that lie in a repository: which lines ran when its tests did. Untrusted, as all that is in it."""
