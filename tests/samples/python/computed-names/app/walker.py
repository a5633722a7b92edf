class Walker:
    def walk(self, kind):
        getattr(self, f"visit_{kind}")()
        getattr(self, "leave_" + kind)()
        return getattr(self, "%s_after" % kind)()

    def visit_node(self):
        return 1

    def leave_node(self):
        return 2

    def node_after(self):
        return 3

    def never_walked(self):
        return 4
