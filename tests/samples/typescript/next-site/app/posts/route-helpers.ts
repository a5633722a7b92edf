export function unusedRouteHelper(path: string): string {
  return path;
}

export function slugOf(path: string): string {
  return path.toLowerCase();
}
