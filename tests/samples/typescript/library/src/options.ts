export interface Options {
  deep: boolean;
}
