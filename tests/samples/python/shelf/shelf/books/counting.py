import threading

_lock = threading.Lock()
_old_lock = threading.RLock()
_counts = {}


def count_up(key):
    with _lock:
        _counts[key] = _counts.get(key, 0) + 1


def count_down(key):
    with _lock:
        _counts[key] = _counts.get(key, 0) - 1


class Counter:
    step = 1

    def count_up(self):
        self.step += 1
