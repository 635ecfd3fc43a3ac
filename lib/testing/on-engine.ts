import { describe, it } from "vitest";

/**
 * Tests of a real engine, where this run has one; elsewhere a skipped one stands for them and names the variable that
 * would switch them on, which `npm test` prints and CI counts as a failure.
 */
export function onEngine<Given>(
  suite: string,
  { given, variable }: { given: Given | null; variable: string },
  run: (given: Given) => void,
): void {
  if (given !== null) run(given);
  else describe(suite, () => it.skip(`is not run: ${variable} is not set`, () => undefined));
}
