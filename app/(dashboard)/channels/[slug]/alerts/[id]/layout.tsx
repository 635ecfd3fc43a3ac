import type { ReactNode } from "react";
import { getRecipe } from "#lib/alerts/recipes/get.ts";
import { pageViewer } from "#lib/http/page-viewer.ts";
import { getServer } from "#lib/server.ts";
import { readPage } from "../../../../read-page.ts";

interface RecipeLayoutProps {
  children: ReactNode;
  params: Promise<{ slug: string; id: string }>;
}

/** Above the skeleton: once that is sent, the status cannot say "not found" any more. The page asks for its own right. */
export default async function RecipeLayout({ children, params }: RecipeLayoutProps) {
  const [{ slug, id }, viewer] = await Promise.all([params, pageViewer()]);
  await readPage(async () => getRecipe(await getServer(), viewer, slug, id));
  return children;
}
