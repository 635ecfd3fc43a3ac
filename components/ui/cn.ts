import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. What a caller may replace is marked with the variant `usual:` (globals.css), whose rules yield to
 * any other; so nothing has to compare class names in the browser.
 */
export const cn = (...classes: ClassValue[]): string => clsx(classes);
