import type { NextFunction, Request, Response } from "express";
import type { User } from "../types";

export interface Sessions {
  find(token: string): Promise<{ user: User; expiresAt: number } | null>;
  extend(token: string, until: number): Promise<void>;
}

const LIFETIME_MS = 30 * 60_000;

/** Finds out who sends a request. Sessions live on as long as they are used; strangers get a 401. */
export function authenticate(sessions: Sessions, clock: () => number) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const given = (request.headers.authorization ?? "").trim();
    const gap = given.indexOf(" ");
    let secret: string | null = null;
    if (gap !== -1 && given.slice(0, gap).toLowerCase() === "bearer") {
      secret = given.slice(gap + 1).trim() || null;
    }
    if (secret === null) {
      response.status(401).set("WWW-Authenticate", "Bearer").json({ error: "no token" });
      return;
    }
    const session = await sessions.find(secret);
    const now = clock();
    if (session === null || session.expiresAt <= now) {
      response.status(401).set("WWW-Authenticate", 'Bearer error="invalid_token"').json({ error: "session expired" });
      return;
    }
    await sessions.extend(secret, now + LIFETIME_MS);
    response.locals["user"] = session.user;
    next();
  };
}

/** Slows down whoever guesses passwords. One guard per account. */
export class LoginGuard {
  private tries: number[] = [];

  constructor(
    private readonly most: number,
    private readonly spanMs: number,
  ) {}

  permit(time: number): boolean {
    this.tries = this.tries.filter((then) => time - then < this.spanMs);
    if (this.tries.length >= this.most) {
      return false;
    }
    this.tries.push(time);
    return true;
  }
}
