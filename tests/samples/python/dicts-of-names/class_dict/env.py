class Defaults:
    RETRIES = 3
    BACKOFF = 1.5
