from lib._impl import offered
