import { can } from "../auth/guards";
import { ConflictError, ForbiddenError } from "../server/errors";
import type { Order, User } from "../types";

/** Every action returns a changed copy; the caller saves it. */

/** @throws ForbiddenError if the user may not cancel, ConflictError if the order has left the house */
export function cancelOrder(order: Order, user: User): Order {
  if (!can(user, "orders:cancel")) {
    throw new ForbiddenError("orders:cancel");
  }
  if (order.status !== "open" && order.status !== "paid") {
    throw new ConflictError(`order ${order.id} is ${order.status}`);
  }
  return { ...order, status: "cancelled" };
}

/** For the nightly clean-up, which has no user and needs no permission; what is paid for stays. */
export function cancelUnpaid(order: Order): Order {
  if (order.status !== "open") {
    throw new ConflictError(`order ${order.id} is ${order.status}`);
  }
  return { ...order, status: "cancelled" };
}

export function refundOrder(order: Order, user: User): Order {
  if (!can(user, "orders:refund")) {
    throw new ForbiddenError("orders:refund");
  }
  if (order.status !== "paid" && order.status !== "shipped") {
    throw new ConflictError(`order ${order.id} is ${order.status}`);
  }
  return { ...order, status: "refunded" };
}

export function reopenOrder(order: Order, user: User): Order {
  if (!can(user, "orders:reopen")) {
    throw new ForbiddenError("orders:reopen");
  }
  if (order.status !== "cancelled") {
    throw new ConflictError(`order ${order.id} is ${order.status}`);
  }
  return { ...order, status: "open" };
}

export function archiveOrder(order: Order, user: User): Order {
  if (!can(user, "orders:archive")) {
    throw new ForbiddenError("orders:archive");
  }
  if (order.status === "open" || order.status === "paid") {
    throw new ConflictError(`order ${order.id} is ${order.status}`);
  }
  return { ...order, status: "archived" };
}
