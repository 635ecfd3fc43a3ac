export { tokenRoute as POST } from "#lib/http/ifttt/token.ts";
