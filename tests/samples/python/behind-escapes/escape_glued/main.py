import subprocess


def start():
    subprocess.run(['python', '-c', 'from job import *\nnightly_rotation()'])


if __name__ == '__main__':
    start()
