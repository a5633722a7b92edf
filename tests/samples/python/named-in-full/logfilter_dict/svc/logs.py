class DropNoise:
    def filter(self, record):
        return True
