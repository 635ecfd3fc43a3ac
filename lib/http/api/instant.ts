/** The API speaks ISO 8601 (UTC); the code behind it counts milliseconds since 1970. */
export const toInstant = (ms: number): string => new Date(ms).toISOString();

export const toInstantOrNull = (ms: number | null): string | null => (ms === null ? null : toInstant(ms));

export const fromInstant = (text: string): number => Date.parse(text);

export const fromInstantOrNull = (text: string | null): number | null =>
  text === null ? null : fromInstant(text);

interface Span<T> {
  from: T;
  to: T;
}

export const spanToApi = ({ from, to }: Span<number>): Span<string> => ({
  from: toInstant(from),
  to: toInstant(to),
});

export const spanFromApi = ({ from, to }: Span<string>): Span<number> => ({
  from: fromInstant(from),
  to: fromInstant(to),
});
