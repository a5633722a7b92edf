/** An amount of money in the smallest unit of its currency. */
export type Cents = number;

export interface Customer {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  active: boolean;
}

export interface OrderLine {
  sku: string;
  title: string;
  quantity: number;
  backordered: number;
  unitCents: Cents;
  discountPercent: number;
  taxRate: number;
}

export type OrderStatus = "open" | "paid" | "shipped" | "cancelled" | "refunded" | "archived";

export interface Order {
  id: string;
  customerId: string;
  customerName: string;
  status: OrderStatus;
  placedAt: Date;
  totalCents: Cents;
  lines: OrderLine[];
}

export interface Invoice {
  number: string;
  customerId: string;
  issuedOn: Date;
  dueOn: Date;
  paidOn: Date | null;
  totalCents: Cents;
}

export interface Offer {
  supplier: string;
  sku: string;
  unitCents: Cents;
  leadDays: number;
  available: number;
}

export interface Interval {
  start: Date;
  end: Date;
}

export interface Category {
  id: string;
  name: string;
  children: Category[];
}

export type Role = "clerk" | "picker" | "accountant" | "admin";

export interface User {
  id: string;
  roles: Role[];
}
