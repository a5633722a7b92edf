export function transformProgram(): void {}
