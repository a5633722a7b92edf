module example.org/scopes
