export function render(total: string, title: string | undefined): void {
  const line = (text: string) => `${text}\n`;
  function underline(text: string): string {
    return "-".repeat(text.length);
  }
  process.stdout.write(line(title ?? "") + line(total));
}

export const renderMarkup = (total: string): string => `<b>${total}</b>`;
