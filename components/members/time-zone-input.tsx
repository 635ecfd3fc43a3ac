import type { ComponentProps } from "react";
import { Input } from "#components/ui/input.tsx";

/** An IANA name, offered while it is typed. */
export function TimeZoneInput({ zones, ...input }: ComponentProps<"input"> & { zones: readonly string[] }) {
  return (
    <>
      <Input {...input} name="timeZone" list="time-zones" required autoComplete="off" />
      <datalist id="time-zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
