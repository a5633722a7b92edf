def close_by():
    from pkg.late import inside_function

    return inside_function()
