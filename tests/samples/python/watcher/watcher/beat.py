import threading
import time


class Beat(threading.Thread):
    def __init__(self, seconds):
        super().__init__(daemon=True)
        self.seconds = seconds

    def run(self):
        while True:
            time.sleep(self.seconds)

    def stop(self):
        self.seconds = 0

    def faster(self):
        self.seconds /= 2


class Pulse:
    def __init__(self):
        self.stopped = False
        self.ticks = []

    def stop(self):
        self.stopped = True

    def faster(self):
        return self.ticks

    @property
    def last_tick(self):
        return self.ticks[-1:]

    @last_tick.setter
    def last_tick(self, value):
        self.ticks.append(value)

    @property
    def first_tick(self):
        return self.ticks[:1]


class Metronome:
    def tick(self):
        return self.tock()

    def tock(self):
        return self.tick()
