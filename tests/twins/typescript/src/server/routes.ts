import type { RequestHandler, Router } from "express";
import { requireAnyRole } from "../auth/guards";

export interface Handlers {
  list: RequestHandler;
  show: RequestHandler;
  create: RequestHandler;
}

export function registerOrders(router: Router, handlers: Handlers): void {
  router.get("/orders", requireAnyRole("clerk", "admin"), handlers.list);
  router.get("/orders/:id", requireAnyRole("clerk", "admin"), handlers.show);
  router.post("/orders", requireAnyRole("clerk"), handlers.create);
}

export function registerInvoices(router: Router, handlers: Handlers): void {
  router.get("/invoices", requireAnyRole("accountant", "admin"), handlers.list);
  router.get("/invoices/:id", requireAnyRole("accountant", "admin"), handlers.show);
  router.post("/invoices", requireAnyRole("accountant"), handlers.create);
}

export function registerBins(router: Router, handlers: Handlers): void {
  router.get("/bins", requireAnyRole("picker", "admin"), handlers.list);
  router.get("/bins/:id", requireAnyRole("picker", "admin"), handlers.show);
  router.post("/bins", requireAnyRole("picker"), handlers.create);
}

export interface Page<T> {
  items: T[];
  page: number;
  pages: number;
}

/** One page of a list; the first page is 1. A page beyond the end is empty. */
export function paginate<T>(items: readonly T[], page: number, size: number): Page<T> {
  if (page < 1 || size < 1) {
    throw new RangeError("page and size start at 1");
  }
  const pages = Math.max(1, Math.ceil(items.length / size));
  const from = (page - 1) * size;
  return { items: items.slice(from, from + size), page, pages };
}
