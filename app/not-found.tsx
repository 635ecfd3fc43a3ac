import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        alone
        icon={<Compass />}
        title="There is nothing here, or you may not see it"
        action={
          <Button asChild>
            <Link href="/channels">Go to your Channels</Link>
          </Button>
        }
      >
        Check the address. If a colleague sent it, ask an owner of that Channel to invite you.
      </EmptyState>
    </main>
  );
}
