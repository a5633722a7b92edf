export function shown(time: number): string {
    return new Date(time).toISOString();
}

export function roundedHour(time: number): number {
    return Math.round(time / 3_600_000);
}
