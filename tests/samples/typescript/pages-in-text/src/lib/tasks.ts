export interface Task {
  id: number;
  name: string;
}

export type Column = { tasks: Task[] };

export type ColumnBefore = { rows: Task[] };

export function sortTasks(tasks: Task[]): Task[] {
  return [...tasks].sort(byName);
}

function byName(left: Task, right: Task): number {
  return left.name.localeCompare(right.name);
}

export function groupTasksByWeek(tasks: Task[]): Task[][] {
  return [tasks];
}
