"""Tables that people paste from their spreadsheets."""


def cells_of(row: str) -> list[str]:
    """Take a row apart at its commas, save those between quotes; two quotes in there are one."""
    if not row:
        return []
    cells: list[str] = []
    cell = ""
    fresh = True
    quoted = False
    place = 0
    while place < len(row):
        ch = row[place]
        if quoted:
            if ch != '"':
                cell += ch
            elif row[place + 1 : place + 2] == '"':
                cell += '"'
                place += 1
            else:
                quoted = False
        elif ch == '"' and fresh:
            quoted = True
        elif ch == ",":
            cells.append(cell)
            cell = ""
        else:
            cell += ch
        fresh = ch == "," and not quoted
        place += 1
    cells.append(cell)
    return cells


def align(rows: list[list[str]]) -> list[str]:
    """Rows of cells as lines of text whose columns stand below each other."""
    columns = max((len(row) for row in rows), default=0)
    widths = [max((len(row[place]) for row in rows if place < len(row)), default=0) for place in range(columns)]
    lines = []
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths))
        lines.append("  ".join(padded).rstrip())
    return lines
