"use client";

import { Popover as Radix } from "radix-ui";
import { type ComponentProps, useRef } from "react";
import { cn } from "./cn.ts";
import { useLayer } from "./layer.tsx";

export type PopoverContentProps = ComponentProps<typeof Radix.Content>;

export default function PopoverPanel({ className, align = "start", ...rest }: PopoverContentProps) {
  const { open, setOpen, trigger, contentId } = useLayer();
  const leftOutside = useRef<boolean>(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Anchor virtualRef={trigger} />
      <Radix.Portal>
        <Radix.Content
          id={contentId}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          // The trigger is not Radix's: a press on it is the trigger's own, and it must be given the focus back.
          onInteractOutside={(event) => {
            if (event.target instanceof Node && trigger.current?.contains(event.target))
              event.preventDefault();
            else leftOutside.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leftOutside.current) trigger.current?.focus();
            leftOutside.current = false;
          }}
          className={cn(
            "z-50 max-h-(--radix-popover-content-available-height) animate-appear overflow-y-auto rounded-panel border bg-surface usual:p-3 shadow-float outline-none",
            className,
          )}
          {...rest}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}
