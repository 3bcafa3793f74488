/** The box that takes a list of numbers, one a line, as it comes out of any other program. */

import { useNavigate } from "@tanstack/react-router";
import { useState, type KeyboardEvent } from "react";
import { Button, Label, Text, TextArea, TextField } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { batchAddress, pasted } from "./pasted";
import "./batch.css";

export function Paste() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const keys = pasted(text);

  function check() {
    if (keys.length > 0) void navigate({ href: batchAddress(keys) });
  }

  function pressed(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check();
  }

  return (
    <form
      className="paste"
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <TextField className="field" value={text} onChange={setText}>
        <Label>{t("paste.label")}</Label>
        <TextArea rows={Math.min(12, Math.max(3, keys.length + 1))} onKeyDown={pressed} spellCheck={false} />
        <Text slot="description" className="quiet">
          {keys.length > 0 ? t("batch.count", { count: keys.length }) : t("paste.hint")}
        </Text>
      </TextField>
      <Button type="submit" className="button first" isDisabled={keys.length === 0}>
        {t("paste.check")}
      </Button>
    </form>
  );
}
