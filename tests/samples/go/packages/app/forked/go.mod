module example.org/original
