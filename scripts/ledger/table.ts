import { type Account, balances } from "#workers/ledger/account.ts";

const SHOWN = 10;

/** The figures one below the other, what is wrong with some of its ids, and the verdict. */
export function ledgerTable(account: Account): string {
  const { produced, indexed, deadLettered, doubled, missing, inBoth } = account;
  const rows: [string, number][] = [
    ["produced", produced],
    ["indexed", indexed],
    ["dead-lettered", deadLettered],
    ["doubles", doubled],
    ["missing", missing.length],
    ["in both", inBoth.length],
  ];
  const width = Math.max(...rows.map(([, value]) => String(value).length));
  const lines = rows.map(([name, value]) => `${name.padEnd(14)} ${String(value).padStart(width)}`);
  for (const [name, ids] of [
    ["missing", missing],
    ["in both", inBoth],
  ] as const) {
    if (ids.length > 0)
      lines.push(`${name}: ${ids.slice(0, SHOWN).join(", ")}${ids.length > SHOWN ? ", …" : ""}`);
  }
  const sum = indexed + deadLettered;
  lines.push(
    balances(account)
      ? `${produced} produced = ${indexed} indexed + ${deadLettered} dead-lettered`
      : `${produced} produced, ${indexed} indexed + ${deadLettered} dead-lettered = ${sum}: not every event once`,
  );
  return `${lines.join("\n")}\n`;
}
