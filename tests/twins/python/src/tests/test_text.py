"""Titles become addresses."""

import unittest

from shop.text.slug import slugify
from tests.text_helpers import expected_slug


class SlugTests(unittest.TestCase):
    def test_titles(self) -> None:
        for title in ("Café Crème", "  50 % off!  ", "Tee & Tassen"):
            with self.subTest(title=title):
                self.assertEqual(slugify(title), expected_slug(title))

    def test_long_titles_are_cut(self) -> None:
        self.assertLessEqual(len(slugify("word " * 50)), 80)
