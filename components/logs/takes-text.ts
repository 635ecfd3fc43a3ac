/** What of an element tells whether keys write in it. */
interface Focused {
  localName: string;
  isContentEditable: boolean;
  getAttribute: (name: "type") => string | null;
}

/** They keep the focus after a click, and take Space and arrows alone. */
const TICKED: ReadonlySet<string | null> = new Set(["checkbox", "radio"]);

/** Whether letters pressed there are meant for it. */
export function takesText(element: Focused): boolean {
  if (element.localName === "input") return !TICKED.has(element.getAttribute("type"));
  return element.isContentEditable || element.localName === "textarea" || element.localName === "select";
}
