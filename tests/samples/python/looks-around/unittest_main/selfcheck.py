import unittest


class DiskCheck(unittest.TestCase):
    def test_space(self):
        self.assertTrue(True)


if __name__ == '__main__':
    unittest.main()
