import * as MenuPrimitive from "@radix-ui/react-menu";
import * as React from "react";

const Menu = MenuPrimitive.Root;

const MenuGroup = MenuPrimitive.Group;

const MenuOfOldDays = () => <MenuPrimitive.Root />;

export { Menu, MenuGroup, MenuOfOldDays };
