export class Deep { _inner(): number; }
