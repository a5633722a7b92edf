def plugin_entry():
    return 1
