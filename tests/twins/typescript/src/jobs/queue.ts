export interface Job {
  id: string;
  kind: string;
  queuedAt: number;
  attempts: number;
}

/** The jobs that wait in this process, oldest in front. */
export class JobQueue {
  private readonly waiting: Job[] = [];

  push(job: Job): void {
    const index = this.waiting.findIndex((other) => other.queuedAt > job.queuedAt);
    this.waiting.splice(index === -1 ? this.waiting.length : index, 0, job);
  }

  /** Removes and returns the oldest job. */
  takeOldest(): Job {
    const job = this.waiting.shift();
    if (job === undefined) {
      throw new RangeError("the queue is empty");
    }
    return job;
  }

  /** Removes and returns the newest job. */
  takeNewest(): Job {
    const job = this.waiting.pop();
    if (job === undefined) {
      throw new RangeError("the queue is empty");
    }
    return job;
  }

  /** Returns the oldest job and leaves it in the queue. */
  peekOldest(): Job {
    const job = this.waiting.at(0);
    if (job === undefined) {
      throw new RangeError("the queue is empty");
    }
    return job;
  }

  /** Returns the newest job and leaves it in the queue. */
  peekNewest(): Job {
    const job = this.waiting.at(-1);
    if (job === undefined) {
      throw new RangeError("the queue is empty");
    }
    return job;
  }
}
