/** Questions as React asks them: kept while they are fresh, asked again while the store is away. */

import {
  keepPreviousData,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";

import { ask } from "./ask";
import { AskError } from "./errors";
import type { TypedDocumentString } from "./generated/graphql";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: AskError;
  }
}

export type Asked<R> = UseQueryResult<R, AskError>;

export interface Asking {
  enabled?: boolean;
  /** Ask again each so many milliseconds. */
  every?: number | false;
  /** Show the answer to the question before until this one is answered. */
  keep?: boolean;
}

export function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: "always",
        retry: (_, error) => error.passes,
        retryDelay: (n) => Math.min(30_000, 2_000 * 2 ** n),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

export function useAsk<R, V>(
  document: TypedDocumentString<R, V>,
  variables: V,
  { enabled = true, every = false, keep = false }: Asking = {},
): Asked<R> {
  return useQuery<R, AskError>({
    queryKey: keyOf(document, variables),
    queryFn: ({ signal }) => ask(document, variables, signal),
    enabled,
    refetchInterval: every,
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** A statement; what it changes is asked again: all answers that are on the screen. */
export function useTell<R, V>(document: TypedDocumentString<R, V>) {
  const client = useQueryClient();
  return useMutation<R, AskError, V>({
    mutationFn: (variables) => ask(document, variables),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** What an answer is kept under: the name of the question, and what it is about. */
export function keyOf<R, V>(document: TypedDocumentString<R, V>, variables: V) {
  return [/(?:query|mutation) (\w+)/.exec(document.toString())?.[1] ?? "", variables] as const;
}
