from watcher.history import History


def test_latest():
    history = History([1])
    assert history.latest.when == 1
