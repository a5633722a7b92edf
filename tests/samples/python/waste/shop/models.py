import atexit

atexit.register(print, "bye")
