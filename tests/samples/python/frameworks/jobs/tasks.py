from celery import Celery

worker = Celery("jobs")


@worker.task
def nightly():
    return 1
