export * from "./public";
export * as text from "./internal/words";
export { default as Reader } from "./reader";
export type { Options } from "./options";
