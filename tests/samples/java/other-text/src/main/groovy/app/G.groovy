Start.fromGroovy()
