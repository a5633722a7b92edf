"""Take what comes."""

from desk import letters, pallets, papers, parcels

if __name__ == "__main__":
    print([getattr(kind, input()) for kind in (letters, pallets, papers, parcels)])
