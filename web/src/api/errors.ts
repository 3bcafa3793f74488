/** What went wrong with a question, by the code that the service gave it. */

/** Codes that pass by themselves: the same question is asked again after a while. */
const PASSING = new Set(["STORE_UNAVAILABLE", "TRAIL_UNWRITABLE", "BUSY", "OFFLINE"]);

export class AskError extends Error {
  readonly at = new Date();

  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = "AskError";
  }

  get passes(): boolean {
    return PASSING.has(this.code);
  }
}

interface Told {
  message: string;
  extensions?: { code?: string; field?: string };
}

/** The first of the errors of an answer. */
export function told(errors: readonly Told[]): AskError {
  const [first] = errors;
  const { code = "INTERNAL", field } = first?.extensions ?? {};
  return new AskError(code, first?.message ?? "", field);
}
