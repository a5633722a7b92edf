def check(text):
    return '\t' in text
