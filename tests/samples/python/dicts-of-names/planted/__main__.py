from planted.job import Worker

worker = Worker()
print(worker.work_once())
