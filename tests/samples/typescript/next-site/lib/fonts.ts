const SIZES = { body: "text-base" } as const;

export type FontName = keyof typeof SIZES;

export type FontWeight = 400 | 700;

export function fontOf(name: FontName): string {
  return SIZES[name];
}
