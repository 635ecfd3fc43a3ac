"use client";

import { Slot } from "radix-ui";
import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import type { DialogContentProps, PlainDialogContentProps, SheetContentProps } from "./dialog-panel.tsx";
import { LayerRoot, LayerTrigger, type LayerTriggerProps, useLayer, useWanted } from "./layer.tsx";

const load = () => import("./dialog-panel.tsx");
const DialogPanel = lazy(async () => ({ default: (await load()).DialogPanel }));
const PlainPanel = lazy(async () => ({ default: (await load()).PlainPanel }));
const SheetPanel = lazy(async () => ({ default: (await load()).SheetPanel }));

export const Dialog = LayerRoot;

export const DialogTrigger = (props: LayerTriggerProps) => <LayerTrigger load={load} {...props} />;

interface DialogCloseProps extends ComponentProps<"button"> {
  /** Its single child is the button. */
  asChild?: boolean;
}

export function DialogClose({ asChild = false, onClick, ...rest }: DialogCloseProps) {
  const { setOpen } = useLayer();
  const Close = asChild ? Slot.Root : "button";
  return (
    <Close
      type="button"
      {...rest}
      onClick={(event) => {
        onClick?.(event);
        setOpen(false);
      }}
    />
  );
}

/** Keeping the focus inside takes a library, which comes when somebody is about to open one. */
function OnceOpened({ children }: { children: ReactNode }) {
  return useWanted(useLayer().open) ? <Suspense>{children}</Suspense> : null;
}

export function DialogContent(props: DialogContentProps) {
  return (
    <OnceOpened>
      <DialogPanel {...props} />
    </OnceOpened>
  );
}

/** A frame with nothing in it but what it is given; its title is for assistive technology. */
export function PlainDialogContent(props: PlainDialogContentProps) {
  return (
    <OnceOpened>
      <PlainPanel {...props} />
    </OnceOpened>
  );
}

/** A panel along a side of the window; use inside Dialog. On narrow screens a right one covers the window. */
export function SheetContent(props: SheetContentProps) {
  return (
    <OnceOpened>
      <SheetPanel {...props} />
    </OnceOpened>
  );
}
