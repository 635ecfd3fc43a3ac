import Link from "next/link";
import { logsHref } from "#components/health/links.ts";
import { Code } from "#components/ui/code.tsx";
import { Panel, PanelHeader } from "#components/ui/panel.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { Table, TableHead, TableRow, Td, Th } from "#components/ui/table.tsx";
import { formatCount } from "#lib/format/number.ts";
import type { UsageFigures, UsageRecipe } from "#lib/usage/views.ts";
import { UsageReceiptLine } from "./receipt.tsx";

interface TopRecipesProps {
  figures: UsageFigures;
  days: number;
  slug: string;
  /** The range of Logs that a Recipe leads to; null: the viewer sees no requests. */
  logsRange: string | null;
}

function hrefOf(slug: string, range: string | null, { id }: UsageRecipe): string | null {
  if (range === null) return null;
  const only = { type: "keyword" as const, field: "recipe_id" as const, values: [id], not: false };
  return logsHref(slug, { from: 0, to: 0, label: range }, [only]);
}

export function TopRecipes({ figures, days, slug, logsRange }: TopRecipesProps) {
  return (
    <Panel aria-labelledby="usage-recipes" className="flex flex-col">
      <PanelHeader id="usage-recipes" title="Recipes that ran most" />
      {figures.recipes.length === 0 ? (
        <EmptyState title="No Recipe ran" className="flex-1 py-8" />
      ) : (
        <div className="flex-1">
          <Table>
            <TableHead>
              <tr>
                <Th>Recipe</Th>
                <Th align="right">Runs</Th>
              </tr>
            </TableHead>
            <tbody>
              {figures.recipes.map((recipe) => {
                const href = hrefOf(slug, logsRange, recipe);
                const name = recipe.title ?? <Code>{recipe.id}</Code>;
                return (
                  <TableRow key={recipe.id}>
                    <Td className="max-w-52 truncate py-1.5">
                      {href === null ? (
                        name
                      ) : (
                        <Link href={href} className="hover:underline">
                          {name}
                        </Link>
                      )}
                    </Td>
                    <Td align="right" className="py-1.5">
                      {formatCount(recipe.runs)}
                    </Td>
                  </TableRow>
                );
              })}
            </tbody>
          </Table>
        </div>
      )}
      <UsageReceiptLine receipt={figures.receipts.top} days={days} />
    </Panel>
  );
}
