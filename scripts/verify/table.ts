import { formatCount, formatPlural } from "#lib/format/number.ts";
import { STEP_NAMES } from "#lib/verification/labels.ts";
import type { StepResult } from "#lib/verification/types.ts";

const WIDTH = { step: 28, subject: 24, figure: 16 };
const STATES = { equal: "equal", unequal: "UNEQUAL", not_compared: "not compared" };

export const HEAD = `${"step".padEnd(WIDTH.step)}${"of".padEnd(WIDTH.subject)}${"source".padStart(WIDTH.figure)}${"here".padStart(WIDTH.figure)}  state\n`;

/** A step, and beneath it why some of it was not compared. */
export function stepLines({ step, subject, source, here, state, notCompared }: StepResult): string {
  const figure = (rows: number) => formatCount(rows).padStart(WIDTH.figure);
  const line = `${STEP_NAMES[step].padEnd(WIDTH.step)}${subject.padEnd(WIDTH.subject)}${figure(source.rows)}${figure(here.rows)}  ${STATES[state]}\n`;
  const reasons = notCompared.map(({ reason, hours }) => {
    const what = hours.length === 0 ? "" : `${formatPlural(hours.length, "hour")} `;
    return `${"".padEnd(WIDTH.step)}${what}not compared: ${reason}\n`;
  });
  return [line, ...reasons].join("");
}
