import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Our own type sizes and radii, so that `text-figure` is not taken for a colour. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["2xs", "headline", "figure"],
      radius: ["badge", "control", "panel"],
      shadow: ["panel", "float"],
    },
  },
});

/** Joins class names; of two that set the same property the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
