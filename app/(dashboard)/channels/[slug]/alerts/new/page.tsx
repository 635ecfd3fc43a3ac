import type { Metadata } from "next";
import type { PageParams } from "../../../../page-range.ts";
import { ComposerPage } from "../composer-page.tsx";

export const metadata: Metadata = { title: "New alert Recipe" };

interface NewRecipePageProps {
  params: Promise<{ slug: string }>;
  searchParams: Promise<PageParams>;
}

export default async function NewRecipePage({ params, searchParams }: NewRecipePageProps) {
  const [{ slug }, search] = await Promise.all([params, searchParams]);
  return <ComposerPage slug={slug} id={null} search={search} />;
}
