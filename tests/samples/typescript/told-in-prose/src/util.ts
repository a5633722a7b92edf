export function now(): number {
    return Date.now();
}

export function yesterday(): number {
    return Date.now() - 86_400_000;
}

export const LONGEST_DAY = 90_000;
