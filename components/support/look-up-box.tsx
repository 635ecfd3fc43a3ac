import { Search } from "lucide-react";
import Form from "next/form";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";

/** The one box of Support. What was asked is in the address. */
export function LookUpBox({ asked }: { asked: string }) {
  return (
    <Form action="/support" className="flex w-full max-w-2xl gap-2">
      <Input
        key={asked}
        icon={<Search />}
        type="search"
        name="q"
        aria-label="User, Recipe, request or Channel"
        placeholder="E-mail, user id, Recipe, request id or Channel"
        defaultValue={asked}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        minLength={2}
        maxLength={320}
        className="flex-1"
      />
      <Button type="submit" variant="primary">
        Look up
      </Button>
    </Form>
  );
}
