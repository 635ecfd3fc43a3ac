// The protocol's two public documents name different paths for the same.
export { POST } from "../../validate/route.ts";
