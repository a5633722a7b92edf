export { default as Bell } from "./Bell";
export { default as Gear } from "./Gear";
