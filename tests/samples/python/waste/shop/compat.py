from json import dumps, loads

text = str
