export function moonPhase(): string {
    return "full";
}
