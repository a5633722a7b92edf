def should_redirect():
    assert 1


class TestLogin:
    def test_x(self):
        assert 1
