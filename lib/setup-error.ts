/** What keeps the product from starting, said in one line to whoever started it. Entry points print the message only. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}
