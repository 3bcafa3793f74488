/** The dialog in which an officer decides, and says why. */

import { useState, type FormEvent } from "react";
import {
  Button,
  Dialog,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  TextArea,
  TextField,
} from "react-aria-components";
import { useTranslation } from "react-i18next";

import { DecideDocument, type ClearanceDecision } from "../../api/generated/graphql";
import { useTell } from "../../api/queries";
import type { Viewer } from "../../api/viewer";
import { Failure } from "../../parts/State";
import type { Told } from "./subject";

/** By this finding Customs asks for papers (GAC Announcement 123/2025). */
const QUESTIONED = "EXPORT_WITHOUT_LICENCE";
const ASKED_FOR = ["declaration", "contract", "statement", "test"] as const;
const NAME = "officer";

interface Props {
  number: string;
  decision: ClearanceDecision;
  verdict: Told;
  viewer: Viewer;
  close: () => void;
}

export function Decide({ number, decision, verdict, viewer, close }: Props) {
  const { t } = useTranslation();
  const tell = useTell(DecideDocument);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState(localStorage.getItem(NAME) ?? "");
  // The owner of a store has no name there, and says whose decision it is.
  const named = viewer.role !== "OWNER";
  const ready = reason.trim() !== "" && (named || by.trim() !== "") && !tell.isPending;

  function decide(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    if (!named) localStorage.setItem(NAME, by.trim());
    const who = named ? null : by.trim();
    tell.mutate({ number, decision, reason: reason.trim(), by: who }, { onSuccess: close });
  }

  return (
    <ModalOverlay
      className="dialog-behind"
      isOpen
      onOpenChange={(open) => open || close()}
      isKeyboardDismissDisabled={tell.isPending}
    >
      <Modal className="dialog-box">
        <Dialog className="dialog">
          <Heading slot="title">{t(`decide.title.${decision}`, { number })}</Heading>
          <p>{verdict.sentence}</p>
          {decision === "HOLD" && verdict.findings.some(({ code }) => code === QUESTIONED) ? (
            <AskedFor />
          ) : null}
          <form className="dialog-form" onSubmit={decide}>
            <TextField className="field" value={reason} onChange={setReason} isRequired autoFocus>
              <Label>{t("decide.reason")}</Label>
              <TextArea rows={3} maxLength={2000} />
            </TextField>
            {named ? (
              <p className="quiet">{t("decide.as", { name: viewer.name })}</p>
            ) : (
              <TextField className="field" value={by} onChange={setBy} isRequired>
                <Label>{t("decide.by")}</Label>
                <Input maxLength={200} autoComplete="name" />
              </TextField>
            )}
            {tell.error ? <Failure error={tell.error} /> : null}
            <div className="dialog-end">
              <Button className="button" onPress={close} isDisabled={tell.isPending}>
                {t("decide.cancel")}
              </Button>
              <Button className="button first" type="submit" isDisabled={!ready}>
                {t(`decide.${decision}`)}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function AskedFor() {
  const { t } = useTranslation();
  return (
    <div className="state-band">
      <p>{t("decide.questioned")}</p>
      <ul className="bullets">
        {ASKED_FOR.map((what) => (
          <li key={what}>{t(`decide.asked.${what}`)}</li>
        ))}
      </ul>
      <p>{t("decide.until")}</p>
    </div>
  );
}
