declare module "kafkajs-snappy" {
  /** The package brings no types of its own. */
  export default function codec(): {
    compress(encoder: { buffer: Buffer }): Promise<Buffer>;
    decompress(buffer: Buffer): Promise<Buffer>;
  };
}
