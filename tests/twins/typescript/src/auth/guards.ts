import type { NextFunction, Request, Response } from "express";
import type { Role, User } from "../types";

const GRANTS: Record<Role, readonly string[]> = {
  clerk: ["orders:cancel", "orders:reopen"],
  picker: ["stock:move"],
  accountant: ["orders:refund", "orders:archive"],
  admin: ["orders:cancel", "orders:reopen", "orders:refund", "orders:archive", "stock:move"],
};

export const can = (user: User, permission: string): boolean =>
  user.roles.some((role) => GRANTS[role].includes(permission));

/** Lets a request through whose user has at least one of the roles. */
export const requireAnyRole =
  (...roles: Role[]) =>
  (_request: Request, response: Response, next: NextFunction): void => {
    const user = response.locals["user"] as User | undefined;
    if (user === undefined || !roles.some((role) => user.roles.includes(role))) {
      response.status(403).json({ error: "forbidden" });
      return;
    }
    next();
  };

/** The token of an Authorization header ("Bearer abc"), or null. The scheme is not case-sensitive (RFC 9110, 11.1). */
export function bearerToken(header: string | undefined): string | null {
  const value = (header ?? "").trim();
  const blank = value.indexOf(" ");
  if (blank === -1 || value.slice(0, blank).toLowerCase() !== "bearer") {
    return null;
  }
  const token = value.slice(blank + 1).trim();
  return token === "" ? null : token;
}
