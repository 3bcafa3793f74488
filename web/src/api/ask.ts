/** One question to the service, and its answer or an AskError. */

import { AskError, told } from "./errors";
import type { TypedDocumentString } from "./generated/graphql";

const TYPE = "application/graphql-response+json, application/json;q=0.9";

export async function ask<R, V>(
  document: TypedDocumentString<R, V>,
  variables: V,
  signal?: AbortSignal,
): Promise<R> {
  const body = JSON.stringify({ query: document.toString(), variables });
  const headers = { "content-type": "application/json", accept: TYPE };
  let response: Response;
  try {
    response = await fetch("/graphql", { method: "POST", headers, body, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AskError("OFFLINE", String(error));
  }
  const answer = await read(response);
  if (answer.errors) throw told(answer.errors);
  return answer.data as R;
}

async function read(response: Response) {
  try {
    return await response.json();
  } catch {
    throw new AskError(response.status >= 502 ? "OFFLINE" : "INTERNAL", response.statusText);
  }
}
