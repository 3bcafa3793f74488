/** What each key does, and the switch by which single keys do nothing. */

import { useState } from "react";
import { Checkbox, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { keysAreOn, switchKeys } from "./keys";
import { VIEWS } from "./views";

const KEYS = ["/", "?", "j", "k", "x", "c", "d", "o", "t", "e", "p", "Esc"] as const;

export function KeyMap({ shown, show }: { shown: boolean; show: (shown: boolean) => void }) {
  const { t } = useTranslation();
  const [on, set] = useState(keysAreOn);
  return (
    <ModalOverlay className="dialog-behind" isOpen={shown} onOpenChange={show} isDismissable>
      <Modal className="dialog-box">
        <Dialog className="dialog">
          <Heading slot="title">{t("keys.title")}</Heading>
          <table>
            <tbody>
              {KEYS.map((key) => (
                <tr key={key}>
                  <th scope="row">
                    <kbd>{key}</kbd>
                  </th>
                  <td>{t(`keys.${key}`)}</td>
                </tr>
              ))}
              {VIEWS.map(({ letter, word }) => (
                <tr key={letter}>
                  <th scope="row">
                    <kbd>g</kbd> <kbd>{letter}</kbd>
                  </th>
                  <td>{t(`views.${word}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Checkbox
            className="check"
            isSelected={on}
            onChange={(chosen) => {
              switchKeys(chosen);
              set(chosen);
            }}
          >
            {({ isSelected }) => (
              <>
                <span aria-hidden="true">{isSelected ? "☑" : "☐"}</span> {t("keys.on")}
              </>
            )}
          </Checkbox>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
