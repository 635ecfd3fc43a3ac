import type { ReactNode } from "react";

/** A family of pieces. */
export function Family({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-4 border-t pt-6">
      <h2 className="font-semibold">{title}</h2>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">{children}</div>
    </section>
  );
}

interface SpecimenProps {
  /** The piece, and the state it is in. */
  label: string;
  /** Takes the whole width. */
  wide?: boolean;
  children: ReactNode;
}

/** One piece in one state. */
export function Specimen({ label, wide = false, children }: SpecimenProps) {
  return (
    <div className={wide ? "col-span-full min-w-0" : "min-w-0"}>
      <p className="mb-2 text-sm text-faint">{label}</p>
      <div className="flex flex-wrap items-start gap-2">{children}</div>
    </div>
  );
}
