from hypothesis import given
from hypothesis import strategies as st

from app.webhooks.signature import sign, verify

# GitHub's own vector: https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
SECRET = "It's a Secret to Everybody"
BODY = b"Hello, World!"
SIGNATURE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


def test_githubs_own_vector_verifies() -> None:
    assert sign(SECRET, BODY) == SIGNATURE
    assert verify([SECRET], BODY, SIGNATURE)


def test_any_of_several_secrets_verifies_so_that_they_can_be_rotated() -> None:
    assert verify(["new", SECRET], BODY, SIGNATURE)
    assert verify([SECRET, "new"], BODY, SIGNATURE)
    assert not verify(["new", "newer"], BODY, SIGNATURE)


def test_no_secret_and_an_empty_secret_verify_nothing() -> None:
    assert not verify([], BODY, SIGNATURE)
    assert not verify([""], BODY, sign("", BODY))


def test_missing_sha1_and_unprefixed_signatures_do_not_verify() -> None:
    for wrong in (
        None,
        "",
        SIGNATURE.removeprefix("sha256="),
        SIGNATURE.replace("sha256", "sha1"),
        SIGNATURE.upper(),
        "é\udcff",
    ):
        assert not verify([SECRET], BODY, wrong)


@given(st.text(min_size=1), st.binary(), st.binary())
def test_a_signature_holds_for_exactly_its_own_bytes(secret: str, body: bytes, other: bytes) -> None:
    assert verify([secret], body, sign(secret, body))
    assert verify([secret], other, sign(secret, body)) == (body == other)
