from proj.jobs.common import stamp


def execute(ctx):
    return stamp()
