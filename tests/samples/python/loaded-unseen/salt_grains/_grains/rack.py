def rack_position():
    return {'rack': 1}
