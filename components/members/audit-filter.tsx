import Form from "next/form";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { AUDIT_NOUNS, type AuditActor } from "#lib/members/audit-trail.ts";
import { AUDIT_SPANS, type AuditSearch } from "./audit-search.ts";
import { NOUN_WORDS } from "./audit-words.ts";

const ANY = "any";

interface AuditFilterFormProps {
  /** Path of the page. */
  path: string;
  search: AuditSearch;
  actors: readonly AuditActor[];
}

/** What, who and since when; the choice is in the address. */
export function AuditFilterForm({ path, search, actors }: AuditFilterFormProps) {
  return (
    <Form action={path} className="grid grid-cols-2 gap-2 sm:flex">
      <Select
        name="what"
        aria-label="What"
        defaultValue={search.what ?? ANY}
        options={[
          { value: ANY, label: "Anything" },
          ...AUDIT_NOUNS.map((noun) => ({ value: noun as string, label: NOUN_WORDS[noun] })),
        ]}
        className="sm:w-48"
      />
      <Select
        name="who"
        aria-label="Who"
        defaultValue={search.who ?? ANY}
        options={[
          { value: ANY, label: "Anybody" },
          ...actors.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        className="sm:w-56"
      />
      <Select
        name="since"
        aria-label="Since"
        defaultValue={search.since ?? ANY}
        options={[{ value: ANY, label: "Any time" }, ...AUDIT_SPANS]}
        className="sm:w-44"
      />
      <Button type="submit">Show</Button>
    </Form>
  );
}
