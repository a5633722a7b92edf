import { createContext, useContext } from "react";
import type { Basket } from "../storefront/basket";
import type { Category, User } from "../types";

export const BasketContext = createContext<Basket | null>(null);
export const UserContext = createContext<User | null>(null);
export const MenuContext = createContext<Category | null>(null);

export function useBasket(): Basket {
  const basket = useContext(BasketContext);
  if (basket === null) {
    throw new Error("useBasket needs a BasketContext around it");
  }
  return basket;
}

export function useUser(): User {
  const user = useContext(UserContext);
  if (user === null) {
    throw new Error("useUser needs a UserContext around it");
  }
  return user;
}

export function useMenu(): Category {
  const menu = useContext(MenuContext);
  if (menu === null) {
    throw new Error("useMenu needs a MenuContext around it");
  }
  return menu;
}
