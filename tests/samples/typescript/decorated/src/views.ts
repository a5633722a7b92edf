export interface UserView {
  name: string;
}

export type AdminView = UserView & { rights: string[] };

export const toView = (name: string): UserView => ({ name });

export function toAdminView(name: string): AdminView {
  return { ...toView(name), rights: DEFAULT_RIGHTS };
}

const DEFAULT_RIGHTS: string[] = [];

const unusedGreeting = "hello";
