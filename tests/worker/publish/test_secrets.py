"""A key that a repository leaked is not leaked again by us, and ordinary code is left alone."""

import pytest

from worker.publish.secrets import MASK, mask


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "ghs_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
        "github_pat_" + "11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
        "xoxb-" + "123456789012-abcdefghijklmnop",
        "sk-ant-" + "api03-abcdefghijklmnopqrstuvwxyz",
        "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIE, cut off by the quote",
    ],
)
def test_known_secrets_are_masked_anywhere(secret: str) -> None:
    assert mask(f"x = {secret}") == f"x = {MASK}"


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ('PASSWORD = "h7Gk2Lp9Qx4Zt8Vb"', f'PASSWORD = "{MASK}"'),
        ("api_key: 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c", f"api_key: {MASK}"),
        ('{"secretToken": "Zx81-kkPq_77aB3c"}', f'{{"secretToken": "{MASK}"}}'),
        ("postgres://app:hunter2@db/app", f"postgres://app:{MASK}@db/app"),
        ("aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", f"aws_secret_access_key={MASK}"),
    ],
)
def test_random_values_given_to_secret_names_are_masked(line: str, masked: str) -> None:
    assert mask(line) == masked


@pytest.mark.parametrize(
    "line",
    [
        'password = "please type it twice"',
        'token = "access_token"',
        "token = tokens[position].text",
        "secret = hashlib.sha256(data).hexdigest()",
        'SECRET_NAME = "billing-worker"',
        "author = os.environ.get('AUTHOR_NAME')",
        "http://localhost:8000/path@x",
        "commit 0c9a5c8f0c9a5c8f0c9a5c8f0c9a5c8f0c9a5c8f",
    ],
)
def test_ordinary_code_is_left_alone(line: str) -> None:
    assert mask(line) == line
