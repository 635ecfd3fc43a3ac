/** The UTC day of an instant, `YYYY-MM-DD`. */
export const dayOf = (instant: number | Date): string => new Date(instant).toISOString().slice(0, 10);
