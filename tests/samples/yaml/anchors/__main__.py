import app
print(app)
