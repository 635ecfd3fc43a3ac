import { ConfirmButton } from "#components/forms/confirm-button.tsx";
import type { FormAction } from "#lib/http/form-result.ts";

interface ForgetUserButtonProps {
  /** The platform's id. */
  id: string;
  action: FormAction<null>;
}

/** For an admin, when a user of the platform asks to be forgotten. */
export function ForgetUserButton({ id, action }: ForgetUserButtonProps) {
  return (
    <ConfirmButton
      label="Forget"
      name={`Forget the user ${id}`}
      title="Forget this user?"
      fields={{ id }}
      action={action}
    >
      Name, address, id, connections, and Recipes with their titles are removed for good, and no later
      snapshot brings them back. Events stay under the pseudonym, which names nobody from then on. The
      platform’s own database has to forget the user by itself.
    </ConfirmButton>
  );
}
