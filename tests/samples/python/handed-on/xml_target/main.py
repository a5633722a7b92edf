import sys
from xml.etree.ElementTree import XMLParser


class Depth:
    depth = 0

    def start(self, tag, attrib):
        self.depth += 1

    def end(self, tag):
        self.depth -= 1

    def data(self, text):
        pass


if __name__ == '__main__':
    XMLParser(target=Depth()).feed(sys.argv[1])
