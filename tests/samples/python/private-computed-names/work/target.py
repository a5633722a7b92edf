class Machine:
    def _on_red(self):
        return 1

    def _on_green(self):
        return 2
