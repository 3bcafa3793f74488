/** The dialog in which findings are confirmed, dismissed or reopened, for one reason. */

import { useState, type FormEvent } from "react";
import { Button, Dialog, Heading, Input, Label, Modal, ModalOverlay, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { ReviewFindingsDocument, type ReviewDecision } from "../../api/generated/graphql";
import { useTell } from "../../api/queries";
import type { Viewer } from "../../api/viewer";
import { Failure } from "../../parts/State";
import { useWords } from "../../words/use";

export const DECISIONS = ["CONFIRM", "DISMISS", "REOPEN"] as const satisfies ReviewDecision[];
const NAME = "officer";

interface Props {
  ids: readonly string[];
  /** What to call each. */
  titles: ReadonlyMap<string, string>;
  decision: ReviewDecision;
  viewer: Viewer;
  /** Called with whether anything was said. */
  close: (done: boolean) => void;
}

export function Review({ ids: asked, titles, decision, viewer, close }: Props) {
  const { t } = useTranslation();
  const { spoken: language } = useWords();
  const tell = useTell(ReviewFindingsDocument);
  const [ids] = useState(asked);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState(localStorage.getItem(NAME) ?? "");
  // The owner of a store has no name there, and says who reviews.
  const named = viewer.role !== "OWNER";
  const ready = reason.trim() !== "" && (named || by.trim() !== "") && !tell.isPending;
  const answers = tell.data?.reviewFindings;

  function review(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    if (!named) localStorage.setItem(NAME, by.trim());
    const who = named ? null : by.trim();
    tell.mutate(
      { ids: [...ids], decision, reason: reason.trim(), by: who, language },
      { onSuccess: ({ reviewFindings }) => reviewFindings.every(({ error }) => !error) && ids.length === 1 && close(true) },
    );
  }

  return (
    <ModalOverlay
      className="dialog-behind"
      isOpen
      onOpenChange={(open) => open || close(answers !== undefined)}
      isKeyboardDismissDisabled={tell.isPending}
    >
      <Modal className="dialog-box">
        <Dialog className="dialog">
          <Heading slot="title">{t(`finding.ask.${decision}`, { count: ids.length })}</Heading>
          {answers ? (
            <>
              <ul className="review-answers" aria-live="polite">
                {answers.map(({ id, finding, error }) => (
                  <li key={id}>
                    <span aria-hidden="true">{error ? "✕" : "✓"}</span> {titles.get(id) ?? id}
                    {": "}
                    {error ? <span lang="en">{error}</span> : <Now status={finding?.status} />}
                  </li>
                ))}
              </ul>
              <div className="dialog-end">
                <Button className="button first" onPress={() => close(true)} autoFocus>
                  {t("finding.close")}
                </Button>
              </div>
            </>
          ) : (
            <form className="dialog-form" onSubmit={review}>
              {ids.length === 1 ? <p>{titles.get(ids[0]!)}</p> : null}
              <TextField className="field" value={reason} onChange={setReason} isRequired autoFocus>
                <Label>{t("finding.reason", { count: ids.length })}</Label>
                <TextArea rows={3} maxLength={2000} />
              </TextField>
              {named ? (
                <p className="quiet">{t("finding.as", { name: viewer.name })}</p>
              ) : (
                <TextField className="field" value={by} onChange={setBy} isRequired>
                  <Label>{t("finding.your")}</Label>
                  <Input maxLength={200} autoComplete="name" />
                </TextField>
              )}
              {tell.error ? <Failure error={tell.error} /> : null}
              <div className="dialog-end">
                <Button className="button" onPress={() => close(false)} isDisabled={tell.isPending}>
                  {t("state.cancel")}
                </Button>
                <Button className="button first" type="submit" isDisabled={!ready}>
                  {t(`review.${decision}`)}
                </Button>
              </div>
            </form>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Now({ status }: { status: string | undefined }) {
  const { word } = useWords();
  return status ? word("finding_status", status) : null;
}
