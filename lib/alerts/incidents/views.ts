import type { IncidentSummary, TransitionView } from "../views.ts";

/** What somebody said about an incident, to both sides. */
export interface NoteView {
  id: string;
  author: string;
  /** The platform's side, as against the partner's. */
  staff: boolean;
  text: string;
  at: number;
}

export interface IncidentView extends IncidentSummary {
  transitions: TransitionView[];
  notes: NoteView[];
}
