"use client";

import { Code } from "#components/ui/code.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { FIELDS } from "#lib/events/query/fields.ts";

const RULES: [example: string, means: string][] = [
  ["status:5xx endpoint:send_message", "all terms must hold"],
  ["status:429,503", "one of these values"],
  ["-endpoint:send_message", "everything but this"],
  ["duration:>1s, duration:200ms..2s", "compared, or in a range"],
  ['"connection reset"', "words of the error or the URL's path, in this order"],
  ["time*", "words that begin so"],
];

interface QueryHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The query language on one card. */
export default function QueryHelp({ open, onOpenChange }: QueryHelpProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="Query language" description="Terms in one box, in any order." size="md">
        <table className="w-full text-sm">
          <caption className="sr-only">How terms are written</caption>
          <tbody>
            {RULES.map(([example, means]) => (
              <tr key={example} className="border-b border-hairline align-top">
                <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                  <Code>{example}</Code>
                </th>
                <td className="py-1.5 text-muted">{means}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <table className="mt-5 w-full text-sm">
          <caption className="pb-1 text-left font-semibold">Fields</caption>
          <tbody>
            {FIELDS.map((field) => (
              <tr key={field.name} className="border-b border-hairline align-top last:border-0">
                <th scope="row" className="w-28 py-1.5 pr-4 text-left font-normal">
                  <Code>{field.name}</Code>
                </th>
                <td className="py-1.5 pr-4 text-muted">{field.description}</td>
                <td className="py-1.5 max-sm:hidden">
                  <Code>{field.examples[0]}</Code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </DialogContent>
    </Dialog>
  );
}
