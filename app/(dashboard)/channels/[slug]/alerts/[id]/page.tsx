import type { Metadata } from "next";
import type { PageParams } from "../../../../page-range.ts";
import { ComposerPage } from "../composer-page.tsx";

export const metadata: Metadata = { title: "Alert Recipe" };

interface RecipePageProps {
  params: Promise<{ slug: string; id: string }>;
  searchParams: Promise<PageParams>;
}

export default async function RecipePage({ params, searchParams }: RecipePageProps) {
  const [{ slug, id }, search] = await Promise.all([params, searchParams]);
  return <ComposerPage slug={slug} id={id} search={search} />;
}
