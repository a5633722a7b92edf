export const first = 1;

export interface CommandBefore {
  name: string;
}

export type CommandShape = () => void;

export const greetAll: CommandShape = () => {};
