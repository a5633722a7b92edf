from mill.grain import grind

print(grind(3))
