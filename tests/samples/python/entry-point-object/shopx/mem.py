class MemoryBackend:
    def fetch_all(self):
        return []

    def close_all(self):
        return None
