import { join } from "node:path";
import { generateClient } from "./start/generate-client.ts";

await generateClient(join(import.meta.dirname, ".."), process.env);
