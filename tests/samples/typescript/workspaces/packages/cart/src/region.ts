export enum Region {
  North = "north",
  South = "south",
}

export enum ShippingZone {
  Inner = 1,
  Outer = 2,
}

export const enum Weekday {
  Monday,
  Tuesday,
}
