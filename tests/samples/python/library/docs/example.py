def _shown_to_readers():
    return 1
