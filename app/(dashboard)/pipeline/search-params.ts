/** Which day's verification is looked at, as the address has it: `?day=2026-11-27`; null: the page chooses. */
export function readDay(value: string | string[] | undefined): string | null {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
}
