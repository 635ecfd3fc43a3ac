import type { Metadata } from "next";
import { ForgetUserButton } from "#components/support/forget-user-button.tsx";
import { RecipeAnswers } from "#components/support/recipe-answers.tsx";
import { RecordNote } from "#components/support/record-note.tsx";
import { RunsPanel } from "#components/support/runs-panel.tsx";
import { UserHeader } from "#components/support/user-header.tsx";
import { canAsStaff } from "#lib/channels/access.ts";
import { userPage } from "#lib/support/pages.ts";
import { forgetUserAction } from "../../actions.ts";
import { type SubjectProps, subjectPage } from "../../subject-page.tsx";

export const metadata: Metadata = { title: "User · Support" };

export default function UserPage(props: SubjectProps) {
  return subjectPage(props, userPage, ({ user, recipes, runs }, { viewer, range, onlyFailed }) => (
    <>
      <UserHeader user={user}>
        {user.id !== null && canAsStaff(viewer, "users:forget") ? (
          <ForgetUserButton id={user.id} action={forgetUserAction} />
        ) : null}
      </UserHeader>
      {recipes.length > 0 ? <RecipeAnswers answers={recipes} /> : null}
      <RunsPanel runs={runs} from={range.from} withRecipe onlyFailed={onlyFailed} />
      <RecordNote />
    </>
  ));
}
