import damaged

print(damaged.fine())
