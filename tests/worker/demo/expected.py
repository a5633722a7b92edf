"""What an audit of the demo's sample repository must find, and what it must not."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """Places as (file, symbol)."""

    dead: frozenset[tuple[str, str]]
    """Each of them is one finding of its own."""
    clusters: tuple[frozenset[tuple[str, str]], ...]
    """Symbols that only keep each other alive: at least one of each cluster is reported, the others may be."""
    bugs: frozenset[tuple[str, str]]
    """Only judgement can find these: a run with a model reports them, a static run does not."""
    traps: frozenset[tuple[str, str]]
    """Used in ways that are easily overlooked."""
    skipped: frozenset[str]
    """Files that must not be audited."""


_MAIN = Expected(
    dead=frozenset(
        {
            ("src/parcels/rates.py", "_round_to_nickel"),
            ("src/parcels/manifest.py", "ManifestWriter"),
            ("web/src/lib/format.ts", "formatOunces"),
        }
    ),
    clusters=(
        frozenset(
            {
                ("src/parcels/rows.py", "read_legacy_rows"),
                ("src/parcels/rows.py", "_legacy_cells"),
                ("src/parcels/rows.py", "_legacy_cell"),
            }
        ),
    ),
    bugs=frozenset({("web/src/pager.ts", "lastPage")}),
    traps=frozenset(
        {
            ("src/parcels/cli.py", "main"),  # the console script
            ("src/parcels/addresses.py", "Address.__str__"),  # called by an f-string
            ("src/parcels/carriers/courier.py", "Courier"),  # registered by its decorator
            ("src/parcels/carriers/courier.py", "Courier.price"),  # called on whatever the registry returns
            ("src/parcels/carriers/post.py", "PostOffice"),  # named by config/carriers.toml
            ("src/parcels/carriers/post.py", "PostOffice.price"),
            ("src/parcels/tracking.py", "Journey.on_shipped"),  # getattr(self, f"on_{event}")
            ("src/parcels/tracking.py", "Journey.on_delivered"),
            ("src/parcels/tracking.py", "Journey.on_returned"),
            ("printer/src/parcels_printer/__init__.py", "label_size"),  # in the __all__ of a library
            ("src/parcels/service.py", "app"),  # named by the Dockerfile
            ("src/parcels/service.py", "show_quote"),  # a route
            ("src/parcels/service.py", "make_manifest"),
            ("src/parcels/manifest.py", "manifest_name"),  # used by a route alone
            ("src/parcels/rows.py", "read_rows"),
            ("src/parcels/weights.py", "volumetric_weight"),
            ("web/src/print.ts", "printAnswer"),  # behind a dynamic import
            ("web/src/api/client.ts", "askQuote"),  # behind a barrel
            ("web/src/lib/format.ts", "formatPrice"),
        }
    ),
    skipped=frozenset({"src/parcels/shipment_pb2.py", "web/public/vendor.min.js"}),
)


def expected() -> Expected:
    """What the default branch holds."""
    return _MAIN


def expected_of_pull_request() -> Expected:
    """What the pull request adds: a dead helper and a bug within the diff, and a caller less outside of it."""
    return Expected(
        dead=frozenset({("src/parcels/surcharges.py", "_remote_area_fee"), ("src/parcels/weights.py", "volumetric_weight")}),
        clusters=(),
        bugs=frozenset({("src/parcels/surcharges.py", "with_surcharges")}),
        traps=_MAIN.traps - {("src/parcels/weights.py", "volumetric_weight")},
        skipped=_MAIN.skipped,
    )
