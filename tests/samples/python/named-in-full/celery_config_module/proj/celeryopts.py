broker_url = 'redis://'
task_acks_late = True
worker_prefetch_multiplier = 1
