module example.org/gen
