import type { Metadata } from "next";
import { RecipeHeader } from "#components/support/recipe-header.tsx";
import { RecipeRecord } from "#components/support/recipe-record.tsx";
import { RecordNote } from "#components/support/record-note.tsx";
import { RunsPanel } from "#components/support/runs-panel.tsx";
import { recipePage } from "#lib/support/pages.ts";
import { type SubjectProps, subjectPage } from "../../subject-page.tsx";

export const metadata: Metadata = { title: "Recipe · Support" };

export default function RecipePage(props: SubjectProps) {
  return subjectPage(props, recipePage, ({ id, answer, runs }, { range, onlyFailed }) => (
    <>
      <RecipeHeader id={id} answer={answer} />
      <RunsPanel runs={runs} from={range.from} withRecipe={false} onlyFailed={onlyFailed} />
      {answer === null ? null : <RecipeRecord recipe={answer.recipe} />}
      <RecordNote />
    </>
  ));
}
