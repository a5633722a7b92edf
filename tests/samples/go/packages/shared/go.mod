module example.org/shared
