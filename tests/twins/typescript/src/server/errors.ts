/** Failures that the interface reports with a status of their own. */

export class NotFoundError extends Error {
  readonly status = 404;

  constructor(readonly what: string) {
    super(`not found: ${what}`);
    this.name = "NotFoundError";
  }
}

export class ConflictError extends Error {
  readonly status = 409;

  constructor(readonly what: string) {
    super(`conflict: ${what}`);
    this.name = "ConflictError";
  }
}

export class ForbiddenError extends Error {
  readonly status = 403;

  constructor(readonly what: string) {
    super(`forbidden: ${what}`);
    this.name = "ForbiddenError";
  }
}
