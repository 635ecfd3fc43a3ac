import { Notice } from "#components/ui/notice.tsx";
import { DEFAULT_RANGE, presetInWords } from "#lib/format/range.ts";

/** Says why the address's range could not be taken, and what is shown instead. */
export function RangeProblem({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <Notice
      tone="warning"
      live
      title="The address names a range that cannot be"
      className="mx-4 mt-4 sm:mx-7"
    >
      {problem} What you see is: {presetInWords(DEFAULT_RANGE).toLowerCase()}.
    </Notice>
  );
}
