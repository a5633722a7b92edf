async def async_setup_platform(hass, config, add, discovery_info=None):
    add([])
