/** A dialog in which somebody decides something in their own name, and says why. */

import { useState, type FormEvent, type ReactNode } from "react";
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

import type { AskError } from "../api/errors";
import { useViewer } from "../api/viewer";
import { Failure } from "./State";

const NAME = "officer";

interface Props {
  title: string;
  /** What the button says that does it. */
  confirm: string;
  /** What the reason is given for. */
  children?: ReactNode;
  error: AskError | null;
  pending: boolean;
  decide: (reason: string, by: string | null) => void;
  close: () => void;
}

export function Reasoned({ title, confirm, children, error, pending, decide, close }: Props) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [reason, setReason] = useState("");
  const [by, setBy] = useState(localStorage.getItem(NAME) ?? "");
  // The owner of a store has no name there, and says whose decision it is.
  const named = viewer !== undefined && viewer.role !== "OWNER";
  const ready = reason.trim() !== "" && (named || by.trim() !== "") && !pending;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    if (!named) localStorage.setItem(NAME, by.trim());
    decide(reason.trim(), named ? null : by.trim());
  }

  return (
    <ModalOverlay
      className="dialog-behind"
      isOpen
      onOpenChange={(open) => open || close()}
      isKeyboardDismissDisabled={pending}
    >
      <Modal className="dialog-box">
        <Dialog className="dialog">
          <Heading slot="title">{title}</Heading>
          {children}
          <form className="dialog-form" onSubmit={submit}>
            <TextField className="field" value={reason} onChange={setReason} isRequired autoFocus>
              <Label>{t("reasoned.reason")}</Label>
              <TextArea rows={3} maxLength={2000} />
            </TextField>
            {named ? (
              <p className="quiet">{t("reasoned.as", { name: viewer.name })}</p>
            ) : (
              <TextField className="field" value={by} onChange={setBy} isRequired>
                <Label>{t("reasoned.by")}</Label>
                <Input maxLength={200} autoComplete="name" />
              </TextField>
            )}
            {error ? <Failure error={error} /> : null}
            <div className="dialog-end">
              <Button className="button" onPress={close} isDisabled={pending}>
                {t("reasoned.cancel")}
              </Button>
              <Button className="button first" type="submit" isDisabled={!ready}>
                {confirm}
              </Button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
