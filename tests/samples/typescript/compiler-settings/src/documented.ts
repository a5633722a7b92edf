export function documentedOnly(): void {}
