def total(prices):
    """Add prices up."""
    return sum(prices)
