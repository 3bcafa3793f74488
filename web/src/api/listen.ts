/** What the service tells by itself, over a socket that is opened when first needed. */

import { createClient, type Client } from "graphql-ws";

import type { TypedDocumentString } from "./generated/graphql";

let client: Client | undefined;

/** Be told until the function that is returned is called; a broken socket is opened again. */
export function listen<R, V extends Record<string, unknown>>(
  document: TypedDocumentString<R, V>,
  variables: V,
  heard: (data: R) => void,
): () => void {
  client ??= createClient({
    url: () => `${location.origin.replace(/^http/, "ws")}/graphql`,
    retryAttempts: Number.MAX_SAFE_INTEGER,
    shouldRetry: () => true,
  });
  return client.subscribe<R>(
    { query: document.toString(), variables },
    {
      next: ({ data }) => data && heard(data),
      // Who may not listen, or cannot, still sees what is asked for.
      error: () => undefined,
      complete: () => undefined,
    },
  );
}
