export async function load(name: string): Promise<void> {
  const loaded = await import(name);
  loaded[name]();
}
