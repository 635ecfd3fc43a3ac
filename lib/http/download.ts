interface Download {
  /** Without what a header cannot hold: letters, digits, `-`, `_`, `.`. */
  filename: string;
  contentType: string;
}

/** Sends pieces of text as a file. A piece is made when the reader has room for it; the source ends when they leave. */
export function download(pieces: AsyncGenerator<string>, { filename, contentType }: Download): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": `${contentType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${filename}"`,
    },
  });
}
